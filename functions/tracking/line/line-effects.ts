import { timestampOf } from '#domain/timestamp';
import { lineDevices } from '#domain/mobility/line-device';
import type { LineTrackingRule } from '#domain/mobility/tracking-rules';
import type { LineChangeLimit } from '#domain/mobility/line-change-limit';
import { labelsIn } from '#domain/labels';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { plainNumber } from '#domain/mobility/plain-number';
import { Problem } from '#domain/problems/problems';
import type { Key, Table } from '#platform/table/table';
import { createRequireWithinLimit } from '#tracking/line/change-limit';
import { formerNumberItem, type HistoryPlace } from '#tracking/line/line-history';
import { lastFour, lineKey, madeBy, type KnownDevice, type LineEntry, type LineItem } from '#tracking/line/line-item';
import { lineStatusOf, restorableDays, type LineStatus } from '#domain/mobility/line-status';
import { createLineStore, type LineStore, type SeenLine } from '#tracking/line/line-store';
import type { FreeDevices } from '#tracking/long-running/free-devices';
import { requestText } from '#tracking/long-running/observed-in-call';
import type { CallContext } from '#requests/call-context';
import type { WriteEffects, WriteResult } from '#requests/write-effects';

export interface LineEffectsOptions {
  table: Table;
  now: () => number;
  lineChangeLimit: LineChangeLimit;
  /** What a read by a device gives free; absent where nothing is read. */
  freeDevices?: FreeDevices;
}

type Change = NonNullable<LineTrackingRule['change']>;

/** What is known of a line’s status when a change of it is asked for. */
interface Known {
  status?: LineStatus | 'unknown' | undefined;
  cancelledAt?: string | undefined;
}

const dayMs = 24 * 3_600_000;

/**
 * Lines: changes that AT&T would refuse are refused here where the status is known; sensitive changes leave a trace, and a
 * number takes only so many of them.
 */
export const createLineEffects = ({ table, now, lineChangeLimit, freeDevices }: LineEffectsOptions): WriteEffects => {
  const lines = createLineStore(table);
  const requireWithinLimit = createRequireWithinLimit(lines, lineChangeLimit);
  const at = (): string => timestampOf(now());

  return {
    reserve: async (context, requestId) => {
      const number = numberOf(context);
      if (number === undefined) return { warnings: [] };
      const { solutionProvider, operation } = context;
      const change = operation.line?.change;
      const entry = entryOf(context, requestId, now());
      const line = await lines.append(solutionProvider, number, entry);
      try {
        await requireWithinLimit(line, entry);
        const warnings = change ? await checked(lines, line, change, now()) : [];
        return { warnings, tracked: lineKey(solutionProvider, number) };
      } catch (error) {
        // What stays of it is known as not sent by the record of the request.
        await lines.takeBack(line, entry).catch(() => undefined);
        throw error;
      }
    },
    // An entry of which nothing was sent stays: it tells who asked. Its outcome says what it did to the line.
    release: () => Promise.resolve(),
    isReserved: async (context, requestId) => {
      const number = numberOf(context);
      if (number === undefined) return undefined;
      return lines.wasAskedFor(context.solutionProvider, number, requestId);
    },
    trackedKey: (context) => Promise.resolve(keyOf(context)),
    effectsOf: (context, answer, requestId) => numberChange(context, answer, { at: at(), requestId }),
    scheduleFollowUp: () => Promise.resolve(),
    recordObservation: async (context, answer) => {
      const found = valueAt(answer, '/lines');
      if (!Array.isArray(found)) return;
      if (!found.some(isPerhapsInService)) await freeDevices?.(context);
      // A list by status can be long; who asks for one line is about to do something with it.
      const line = found.length === 1 && shownLine(context.solutionProvider, found[0]);
      const seenAtMs = now();
      if (line) await lines.see(line, () => context.askedAt ?? timestampOf(seenAtMs));
    },
    observedKey: keyOf,
  };
};

const shownLine = (solutionProvider: string, line: unknown): SeenLine | undefined => {
  const subscriberNumber = textAt(line, '/subscriberNumber');
  const status = lineStatusOf(textAt(line, '/status'));
  if (!subscriberNumber || !status) return undefined;
  const cancelledAt = status === 'cancelled' ? instantOf(textAt(line, '/statusDate')) : undefined;
  return { solutionProvider, subscriberNumber, status, cancelledAt, device: deviceAt(line, shownDevice) };
};

const entryOf = (context: CallContext, requestId: string, nowMs: number): LineEntry => {
  const { audit, clientId, labels = {}, operation } = context;
  const device = deviceAt(requestOf(context), operation.line?.newDevice);
  const to = operation.line?.change && (isImmediate(context, nowMs) ? operation.line.change.to : 'unknown');
  return {
    at: timestampOf(nowMs),
    operation: operation.id,
    requestId,
    by: clientId,
    ...(audit?.actor !== undefined && { actor: audit.actor }),
    ...(audit?.reason !== undefined && { purpose: audit.reason }),
    ...labelsIn(labels),
    ...(to && { to }),
    ...(operation.sensitive && { change: operation.sensitive }),
    ...(device && { device }),
  };
};

const shownDevice = { imei: '/device/imei', sim: '/device/sim', eid: '/device/eid' } as const;

/** What of a device a document shows, as far as it is kept; undefined where it shows none. */
const deviceAt = (document: unknown, pointers: LineTrackingRule['newDevice'] = {}): KnownDevice | undefined => {
  const device: KnownDevice = {};
  for (const kind of lineDevices) {
    const identifier = textAt(document, pointers[kind]);
    if (identifier) device[kind] = lastFour(identifier);
  }
  return Object.keys(device).length > 0 ? device : undefined;
};

const requestOf = ({ request: { path, query, body } }: CallContext) => ({ path, query, body: body?.value });

/** What AT&T’s answer tells of the line’s number: that it is another one from now on, and which it was before. */
const numberChange = (context: CallContext, answer: unknown, asked: HistoryPlace): WriteResult => {
  const [from, to] = [numberOf(context), plainNumber(textAt(answer, context.operation.line?.newNumberAt))];
  if (from === undefined || to === undefined || from === to) return { update: undefined, items: [] };
  const { solutionProvider } = context;
  return { update: { facts: [], newNumber: to }, items: [formerNumberItem({ solutionProvider, from, to }, asked)] };
};

const isPerhapsInService = (line: unknown): boolean => lineStatusOf(textAt(line, '/status')) !== 'cancelled';

const numberOf = (context: CallContext): string | undefined => requestText(context, context.operation.line?.numberAt);

const keyOf = (context: CallContext): Key | undefined => {
  const number = numberOf(context);
  return number === undefined ? undefined : lineKey(context.solutionProvider, number);
};

/** AT&T writes offsets without a colon as well. */
const instantOf = (text: string | undefined): string | undefined => {
  const time = Date.parse(text?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? '');
  return Number.isNaN(time) ? undefined : timestampOf(time);
};

/** Whether the change takes effect at once; a later one leaves the status open until it is seen. */
const isImmediate = (context: CallContext, nowMs: number): boolean => {
  const date = requestText(context, '/body/effectiveDate');
  if (date === undefined || date === 'immediate' || date === 'uponCompletionOfRequest') return true;
  const time = instantOf(date);
  return time !== undefined && Date.parse(time) <= nowMs;
};

/** Warnings for what cannot be checked. @throws Problem `step-not-allowed` for what is known to be refused */
const checked = async (lines: LineStore, line: LineItem, change: Change, nowMs: number): Promise<readonly string[]> => {
  const { status, cancelledAt } = await knownFor(lines, line, change);
  if (status !== undefined && status !== 'unknown' && !change.from.includes(status)) {
    throw refusal('status', change.from.join(' or '), status);
  }
  if (!change.from.includes('cancelled') || change.to !== 'active') return [];
  if (cancelledAt === undefined) return ['the date of the cancellation is unknown; AT&T restores for 60 days only'];
  if (nowMs - Date.parse(cancelledAt) <= restorableDays * dayMs) return [];
  throw refusal('cancellation', `at most ${restorableDays} days ago`, cancelledAt);
};

/** Until when AT&T may have made a change, as far as is known. */
const latestOf = (entry: LineEntry): string => (entry.outcome === undefined ? madeBy(entry, undefined) : entry.at);

/**
 * The newest change decides. One that would allow this change counts as made, so that in the usual order of things
 * nothing more is read; one that would forbid it counts only when AT&T is known to have made it.
 */
const knownFor = async (lines: LineStore, line: LineItem, change: Change): Promise<Known> => {
  const newer = line.timeline.filter((entry) => entry.to !== undefined && latestOf(entry) > (line.statusAt ?? ''));
  for (const entry of newer.toReversed()) {
    const after: Known = { status: entry.to, ...(entry.to === 'cancelled' && { cancelledAt: entry.at }) };
    const mayCount = entry.outcome === undefined || entry.outcome === 'succeeded';
    if (!mayCount) continue;
    if (entry.outcome !== undefined || entry.to === 'unknown' || (entry.to && change.from.includes(entry.to)))
      return after;
    const { outcome, madeAt } = await lines.endingOf(entry);
    if (outcome === undefined) return { status: 'unknown' };
    if (outcome === 'succeeded' && madeAt > (line.statusAt ?? '')) return after;
  }
  return { status: line.status, cancelledAt: line.cancelledAt };
};

const refusal = (fact: string, needed: string, known: string): Problem =>
  new Problem('step-not-allowed', {
    missing: [{ fact, needed, known }],
    hint: 'The line is not in the state this change needs, as far as the gateway has seen. Read its details: what they show counts, from a moment later on. Nothing was sent to AT&T.',
    nextSteps: [],
  });
