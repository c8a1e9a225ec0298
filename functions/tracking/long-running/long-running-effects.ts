import { timestampOf } from '#domain/timestamp';
import type { LongRunningTrackingRule } from '#domain/mobility/tracking-rules';
import type { SlaProfile } from '#domain/business-time/profiles';
import type { Observation } from '#domain/mobility/observation';
import type { Metrics } from '#platform/metrics';
import type { Key, Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import type { Reservation, WriteEffects, WriteResult } from '#requests/write-effects';
import type { LongRunningKinds } from '#tracking/long-running/kinds';
import { toStored, longRunningKey, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import { createLongRunningStore, type LongRunningStore } from '#tracking/long-running/long-running-store';
import { lockedBy, updateFrom, observationIn, originOf, requestedItem } from '#tracking/long-running/observed-in-call';
import {
  createRequestReservations,
  type ItemToChange,
  type RequestReservations,
} from '#tracking/long-running/reserve-request';
import { createResolveLockOwner, type ResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import { isToBeNoted, showsNews } from '#tracking/long-running/shows-news';
import { createUniqueLocks, lockKey, type LockedNames, type UniqueLocks } from '#tracking/long-running/unique-locks';

export interface LongRunningEffectsOptions {
  table: Table;
  metrics: Metrics;
  now: () => number;
  /** What its calls are about. */
  kinds: LongRunningKinds;
  /** How long port-ins may take; absent: as the rule has it. */
  portInProfiles?: readonly SlaProfile[] | undefined;
  /** Whether that AT&T shows again what is known is not noted, however long after. */
  notesNewsAlone?: boolean | undefined;
}

interface Parts extends LongRunningEffectsOptions {
  locks: UniqueLocks;
  items: LongRunningStore;
  reservations: RequestReservations;
  resolveLockOwner: ResolveLockOwner;
}

/** Port-ins, service activations and PDP batches: what may be done to them, and what answers tell of them. */
export const createLongRunningEffects = (options: LongRunningEffectsOptions): WriteEffects => {
  const { table, now, kinds, notesNewsAlone } = options;
  const locks = createUniqueLocks(table, now);
  const items = createLongRunningStore(table, locks, now, kinds, notesNewsAlone ? showsNews : isToBeNoted);
  const reservations = createRequestReservations({ table, items, locks, now });
  const resolveLockOwner = createResolveLockOwner({ table, items });
  const parts: Parts = { ...options, locks, items, reservations, resolveLockOwner };
  return {
    reserve: (context, requestId) => reserve(parts, context, requestId),
    release: (context, requestId) => release(parts, context, requestId),
    isReserved: (context, requestId) => isReserved(parts, context, requestId),
    trackedKey: (context) => Promise.resolve(keyOf(context)),
    effectsOf: (context, answer, requestId) => effectsOf(parts, context, answer, requestId),
    scheduleFollowUp: () => Promise.resolve(),
    recordObservation: (context, answer) => recordObservation(parts, context, answer),
    observedKey: itemKeyOf,
  };
};

const ruleOf = ({ operation }: CallContext): LongRunningTrackingRule | undefined => operation.longRunning;

/** Of what waits for the outcome of a write: the item it changes, or what it has for itself alone. */
const keyOf = (context: CallContext): Key | undefined => {
  const rule = ruleOf(context);
  if (rule?.step === undefined) return undefined;
  if (rule.step === 'open') {
    const locked = lockedBy(context, rule);
    return locked.names.length > 0 ? lockKey(locked) : undefined;
  }
  return itemKeyOf(context);
};

const itemKeyOf = (context: CallContext): Key | undefined => {
  const rule = ruleOf(context);
  const id = rule && requestedItem(context, rule);
  return rule && id !== undefined ? longRunningKey(rule.kind, context.solutionProvider, id) : undefined;
};

const at = ({ now }: Parts): string => timestampOf(now());

const itemToChange = (context: CallContext, rule: LongRunningTrackingRule): ItemToChange => ({
  kind: rule.kind,
  solutionProvider: context.solutionProvider,
  id: requestedItem(context, rule) ?? '',
  from: originOf(context),
  labels: context.labels,
  expectedVersions: context.expectedVersions,
});

const reserve = async (parts: Parts, context: CallContext, requestId: string): Promise<Reservation> => {
  const { reservations, locks } = parts;
  const rule = ruleOf(context);
  if (rule?.step === undefined) return { warnings: [] };
  // One time for all that is reserved, by which it is known again.
  const reserved = { requestId, at: at(parts) };
  if (rule.step === 'open') {
    await reservations.open(lockedBy(context, rule), reserved);
    return { warnings: [], tracked: keyOf(context) };
  }
  const item = itemToChange(context, rule);
  const locked = await newlyLocked(parts, item, lockedBy(context, rule));
  if (locked) await reservations.open(locked, reserved);
  try {
    const warnings = await reservations.change({ ...item, guards: locked?.names }, rule.step, reserved);
    return { warnings, tracked: keyOf(context) };
  } catch (error) {
    // What stays of it is freed by whoever wants it next.
    if (locked) await locks.free(locked, reserved).catch(() => undefined);
    throw error;
  }
};

/** Another number than the item has: nobody else may be after it, and it counts once the change is done. */
const newlyLocked = async (
  { items }: Pick<Parts, 'items'>,
  { kind, solutionProvider, id }: ItemToChange,
  locked: LockedNames,
): Promise<LockedNames | undefined> => {
  if (locked.names.length === 0) return undefined;
  const has = (await items.find(kind, solutionProvider, id))?.guards ?? [];
  return locked.names.every((name) => has.includes(name)) ? undefined : locked;
};

const release = async (parts: Parts, context: CallContext, requestId: string): Promise<void> => {
  const { reservations, locks } = parts;
  const rule = ruleOf(context);
  if (rule?.step === undefined) return;
  const locked = lockedBy(context, rule);
  if (rule.step !== 'open') await reservations.release(itemToChange(context, rule), rule.step, requestId);
  await locks.free(locked, { requestId });
};

const isReserved = async (
  { locks, items }: Parts,
  context: CallContext,
  requestId: string,
): Promise<boolean | undefined> => {
  const rule = ruleOf(context);
  if (rule?.step === undefined) return undefined;
  if (rule.step === 'open') {
    const locked = lockedBy(context, rule);
    if (locked.names.length === 0) return undefined;
    const owners = await locks.owners(locked);
    return locked.names.every((name) => owners[name]?.requestId === requestId);
  }
  const item = await items.find(rule.kind, context.solutionProvider, requestedItem(context, rule) ?? '');
  const traces = [...Object.values(item?.pending ?? {}), ...(item?.timeline ?? [])];
  return traces.some((trace) => trace.requestId === requestId);
};

const effectsOf = (parts: Parts, context: CallContext, answer: unknown, requestId: string): WriteResult => {
  const rule = ruleOf(context);
  if (rule?.step === undefined) return { update: undefined, items: [] };
  const { kinds, portInProfiles } = parts;
  const progress = updateFrom(kinds, context, rule, answer, { at: at(parts), portInProfiles });
  if (!progress) return { update: numberAloneIn(parts, rule, answer), items: [] };
  countState(parts, context, progress.observation);
  const update = { facts: [], progress };
  if (rule.step !== 'open') return { update, items: [] };
  const { solutionProvider, labels } = context;
  const guards = lockedBy(context, rule).names;
  const item = kinds.newLongRunningRequest(
    { ...progress, solutionProvider, origin: 'here', guards, labels },
    originOf(context, requestId),
  );
  return { update, items: [toStored(item)] };
};

/** Of what is known without AT&T’s id of it nothing can be tracked; the number that it has is known all the same. */
const numberAloneIn = (
  { kinds }: Parts,
  { kind, step }: LongRunningTrackingRule,
  answer: unknown,
): WriteResult['update'] => {
  const { subscriberNumber } = step === 'open' ? kinds.rulesOf(kind).read(answer).details : {};
  return typeof subscriberNumber === 'string' ? { facts: [], newNumber: subscriberNumber } : undefined;
};

const recordObservation = async (parts: Parts, context: CallContext, answer: unknown): Promise<void> => {
  const { items, kinds } = parts;
  const rule = ruleOf(context);
  const id = rule && requestedItem(context, rule);
  if (!rule || id === undefined) return;
  const { kind } = rule;
  const { solutionProvider, labels } = context;
  const observation = observationIn(kinds, context, rule, answer, context.askedAt ?? at(parts));
  countState(parts, context, observation);
  const found = await items.find(kind, solutionProvider, id);
  if (found) {
    const item = await items.observe(await items.withOutcomes(found), observation, originOf(context));
    countReason(parts, context, found, item);
    return;
  }
  if (observation.status === undefined && Object.keys(observation.details).length === 0) return;
  const names = namesToLock(rule, observation);
  const seen = { kind, id, observation, solutionProvider, origin: 'elsewhere' as const, guards: names, labels };
  const item = await items.adopt(seen, originOf(context));
  countReason(parts, context, undefined, item);
  if (names.length > 0 && !kinds.isDone(item)) await lockFor(parts, { kind, solutionProvider, names }, id);
};

/**
 * One born elsewhere keeps its number from others as one of ours does. What a request nobody knows the outcome of has stays
 * its own, and leads to what AT&T shows.
 */
const lockFor = async (parts: Parts, locked: LockedNames, itemId: string): Promise<void> => {
  const { locks, resolveLockOwner } = parts;
  const mine = { itemId, at: at(parts) };
  if (await locks.take(locked, mine)) return;
  const owners = await locks.owners(locked);
  for (const owner of Object.values(owners)) {
    const { isHeld, item } = await resolveLockOwner(locked, owner);
    if (!isHeld) continue;
    if (!item) await locks.identify(locked, owner, itemId);
    return;
  }
  await locks.take(locked, mine, owners);
};

const namesToLock = ({ kind }: LongRunningTrackingRule, { details }: Observation): string[] => {
  const number = details['subscriberNumber'];
  return kind === 'port-in' && typeof number === 'string' ? [`number:${number}`] : [];
};

const countState = (
  { metrics }: Parts,
  { operation, solutionProvider }: CallContext,
  { status, state }: Observation,
): void => {
  if (status === undefined || state !== undefined) return;
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
