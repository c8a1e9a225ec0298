import type { LongRunningTrackingRule } from '#domain/define-operation';
import type { SlaProfile } from '#domain/business-time/profiles';
import type { Metrics } from '#platform/metrics';
import type { Table } from '#platform/table/table';
import { createUniqueLocks, type UniqueLocks } from '#tracking/long-running/unique-locks';
import type { Observation } from '#domain/mobility/observation';
import { createRequestReservations, type RequestReservations } from '#tracking/long-running/reserve-request';
import { createLongRunningStore, type LongRunningStore } from '#tracking/long-running/long-running-store';
import { lockedBy, updateFrom, observationIn, originOf, requestedItem } from '#tracking/long-running/observed-in-call';
import { isDone, newLongRunningRequest } from '#tracking/long-running/apply-observation';
import { toStored, longRunningKey, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import type { CallContext } from '#requests/call-context';
import type { Reservation, WriteResult, WriteEffects } from '#requests/write-effects';

export interface LongRunningEffectsOptions {
  table: Table;
  metrics: Metrics;
  now: () => number;
  /** How long port-ins may take; absent: as the rule has it. */
  portInProfiles?: readonly SlaProfile[] | undefined;
}

interface Parts extends LongRunningEffectsOptions {
  guards: UniqueLocks;
  items: LongRunningStore;
  gate: RequestReservations;
}

/** Port-ins, service activations and PDP batches: what may be done to them, and what answers tell of them. */
export const createLongRunningEffects = (options: LongRunningEffectsOptions): WriteEffects => {
  const { table, now } = options;
  const guards = createUniqueLocks(table);
  const items = createLongRunningStore(table, guards, now);
  const gate = createRequestReservations({ table, items, locks: guards, now });
  const parts: Parts = { ...options, guards, items, gate };
  return {
    reserve: (subject, requestId) => begin(parts, subject, requestId),
    isReserved: (subject, requestId) => wasBegun(parts, subject, requestId),
    trackedKey: (subject) => Promise.resolve(keyOf(subject)),
    effectsOf: (subject, answer, requestId) => learn(parts, subject, answer, requestId),
    recordObservation: (subject, answer) => observe(parts, subject, answer),
  };
};

const bearingOf = ({ operation }: CallContext): LongRunningTrackingRule | undefined => operation.longRunning;

/** Of the item a change is about. */
const keyOf = (subject: CallContext): Reservation['tracked'] => {
  const bearing = bearingOf(subject);
  const id = bearing?.step === undefined ? undefined : requestedItem(subject, bearing);
  return bearing && id !== undefined ? longRunningKey(bearing.kind, subject.solutionProvider, id) : undefined;
};

const begin = async ({ gate, items }: Parts, subject: CallContext, requestId: string): Promise<Reservation> => {
  const bearing = bearingOf(subject);
  if (bearing?.step === undefined) return { warnings: [] };
  if (bearing.step === 'open') {
    await gate.open(lockedBy(subject, bearing), requestId);
    return { warnings: [] };
  }
  const { kind, step } = bearing;
  const { solutionProvider } = subject;
  const id = requestedItem(subject, bearing) ?? '';
  const guarded = lockedBy(subject, bearing);
  const has = guarded.names.length > 0 ? ((await items.find(kind, solutionProvider, id))?.guards ?? []) : [];
  // Another number than it has: nobody else may be after it, and it counts once the change is done.
  const guards = guarded.names.every((name) => has.includes(name)) ? undefined : guarded.names;
  if (guards) await gate.open(guarded, requestId);
  const wanted = { kind, solutionProvider, id, from: originOf(subject), guards };
  const warnings = await gate.change(wanted, step, requestId);
  return { warnings, tracked: keyOf(subject) };
};

const wasBegun = async (
  { guards, items }: Parts,
  subject: CallContext,
  requestId: string,
): Promise<boolean | undefined> => {
  const bearing = bearingOf(subject);
  if (bearing?.step === undefined) return undefined;
  if (bearing.step === 'open') {
    const guarded = lockedBy(subject, bearing);
    if (guarded.names.length === 0) return undefined;
    return Object.values(await guards.owners(guarded)).some((holder) => holder.requestId === requestId);
  }
  const item = await items.find(bearing.kind, subject.solutionProvider, requestedItem(subject, bearing) ?? '');
  const begun = [...Object.values(item?.pending ?? {}), ...(item?.timeline ?? [])];
  return begun.some((trace) => trace.requestId === requestId);
};

const at = ({ now }: Parts): string => new Date(now()).toISOString();

const learn = (parts: Parts, subject: CallContext, answer: unknown, requestId: string): WriteResult => {
  const bearing = bearingOf(subject);
  if (bearing?.step === undefined) return { update: undefined, items: [] };
  const { portInProfiles } = parts;
  const progress = updateFrom(subject, bearing, answer, { at: at(parts), portInProfiles });
  if (!progress) return { update: undefined, items: [] };
  countState(parts, subject, progress.observation);
  const learned = { facts: [], progress };
  if (bearing.step !== 'open') return { update: learned, items: [] };
  const { solutionProvider } = subject;
  const guards = lockedBy(subject, bearing).names;
  const item = newLongRunningRequest(
    { ...progress, solutionProvider, origin: 'here', guards },
    originOf(subject, requestId),
  );
  return { update: learned, items: [toStored(item)] };
};

const observe = async (parts: Parts, subject: CallContext, answer: unknown): Promise<void> => {
  const { items, guards } = parts;
  const bearing = bearingOf(subject);
  const id = bearing && requestedItem(subject, bearing);
  if (!bearing || id === undefined) return;
  const { kind } = bearing;
  const { solutionProvider } = subject;
  const observation = observationIn(subject, bearing, answer, at(parts));
  countState(parts, subject, observation);
  const found = await items.find(kind, solutionProvider, id);
  if (found) {
    const item = await items.observe(await items.withOutcomes(found), observation, originOf(subject));
    countReason(parts, subject, found, item);
    return;
  }
  const names = guardNamesIn(bearing, observation);
  const seen = { kind, id, observation, solutionProvider, origin: 'elsewhere' as const, guards: names };
  const item = await items.adopt(seen, originOf(subject));
  countReason(parts, subject, undefined, item);
  // One born elsewhere keeps its number from others as one of ours does.
  if (names.length > 0 && !isDone(item)) {
    await guards.acquire({ kind, solutionProvider, names }, { itemId: id, at: at(parts) });
  }
};

const guardNamesIn = ({ kind }: LongRunningTrackingRule, { details }: Observation): string[] => {
  const number = details['subscriberNumber'];
  return kind === 'port-in' && typeof number === 'string' ? [`number:${number}`] : [];
};

const countState = ({ metrics }: Parts, subject: CallContext, { status, state }: Observation): void => {
  if (status === undefined || state !== undefined) return;
  const { operation, solutionProvider } = subject;
  metrics.emit({ operation: operation.id, solutionProvider }, { UnmappedStates: 1 });
};

/** A reason nobody knows is counted when it comes up, not at every look at it. */
const countReason = (
  { metrics }: Parts,
  { operation, solutionProvider }: CallContext,
  before: LongRunningRequest | undefined,
  after: LongRunningRequest,
): void => {
  const isUnmapped = after.reason?.code === 'unmapped' && (after.raw.code ?? after.raw.text) !== undefined;
  const isNews = before?.raw.code !== after.raw.code || before?.raw.text !== after.raw.text;
  if (isUnmapped && isNews) metrics.emit({ operation: operation.id, solutionProvider }, { UnmappedReasons: 1 });
};
