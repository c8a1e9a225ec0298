import { hasOutcome, requestKey, requestRecordSchema, type RequestRecord } from '#requests/request-record';
import { Problem } from '#domain/problems/problems';
import type { Item, Table } from '#platform/table/table';
import type { UniqueLocks } from '#tracking/long-running/unique-locks';
import type { Observation, LongRunningKind } from '#domain/mobility/observation';
import {
  isDone,
  newLongRunningRequest,
  applyObservation,
  type NewLongRunningRequest,
  type Origin,
} from '#tracking/long-running/apply-observation';
import {
  listPartition,
  toStored,
  longRunningKey,
  longRunningRequestSchema,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { queryList } from '#tracking/tracked-list';

export interface LongRunningListing {
  items: LongRunningRequest[];
  next?: Item;
}

/** Tracked items in the table. Every change is one conditional write of one item. */
export interface LongRunningStore {
  find(kind: LongRunningKind, solutionProvider: string, id: string): Promise<LongRunningRequest | undefined>;
  /** The item, made if it was not there. */
  adopt(item: NewLongRunningRequest, from: Origin): Promise<LongRunningRequest>;
  /** Takes in what an answer shows, whatever else happens to the item meanwhile. */
  observe(item: LongRunningRequest, observation: Observation, from: Origin): Promise<LongRunningRequest>;
  /** The item with every begun change settled whose request has an outcome. */
  withOutcomes(item: LongRunningRequest): Promise<LongRunningRequest>;
  list(kind: LongRunningKind, solutionProvider: string, limit: number, after?: Item): Promise<LongRunningListing>;
}

/** More than can meet at one item; each time somebody else got through. */
const mostTries = 50;

export const createLongRunningStore = (table: Table, guards: UniqueLocks, now: () => number): LongRunningStore => {
  const find: LongRunningStore['find'] = async (kind, solutionProvider, id) => {
    const item = await table.get(longRunningKey(kind, solutionProvider, id));
    return item && longRunningRequestSchema.parse(item);
  };

  /** Writes what a function makes of the item as it stands. What it leaves as it is, is not written. */
  const change = async (
    item: LongRunningRequest,
    of: (item: LongRunningRequest) => LongRunningRequest,
  ): Promise<LongRunningRequest> => {
    let current = item;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const wanted = of(current);
      if (wanted === current) return current;
      const next = { ...wanted, revision: current.revision + 1 };
      if (!isSameGuards(next, current)) await moveGuards(guards, current, next);
      // First, so that a process that dies in between leaves an item that will be seen to end again, not a guard for ever.
      if (isDone(next) && !isDone(current)) await guards.release(next);
      if (await table.put(toStored(next), { expression: 'revision = :was', values: { ':was': current.revision } }))
        return next;
      current = (await find(item.kind, item.solutionProvider, item.id)) ?? current;
    }
    throw new Problem('service-unavailable', { retryAfterSeconds: 2 });
  };

  return {
    find,
    adopt: async (fresh, from) => {
      const item = newLongRunningRequest(fresh, from);
      if (await table.put(toStored(item), { expression: 'attribute_not_exists(pk)' })) return item;
      const standing = await find(item.kind, item.solutionProvider, item.id);
      if (!standing) throw new Error('The item was there and is gone; tracked items are never deleted.');
      return standing;
    },
    observe: (item, observation, from) => change(item, (standing) => applyObservation(standing, observation, from)),
    withOutcomes: async (item) => {
      let current = item;
      for (const [name, begun] of Object.entries(item.pending)) {
        const record = await recordOf(table, begun);
        if (hasOutcome(record, begun.at, now()))
          current = await change(current, (standing) => withChange(standing, name, begun, record));
      }
      return current;
    },
    list: async (kind, solutionProvider, limit, after) => {
      const page = await queryList(table, listPartition(kind, solutionProvider), limit, after);
      return {
        items: page.items.map((one) => longRunningRequestSchema.parse(one)),
        ...(page.next && { next: page.next }),
      };
    },
  };
};

const recordOf = async (
  table: Table,
  { requestId }: Pick<LongRunningRequest['pending'][string], 'requestId'>,
): Promise<RequestRecord | undefined> => {
  const stored = await table.get(requestKey(requestId));
  return stored && requestRecordSchema.parse(stored);
};

/** From the request that took them to the item, so that they end with it; what it had before is free. */
const moveGuards = async (
  guards: UniqueLocks,
  current: LongRunningRequest,
  next: LongRunningRequest,
): Promise<void> => {
  const guarded = { kind: next.kind, solutionProvider: next.solutionProvider, names: next.guards };
  const holders = await guards.owners(guarded);
  const begun = Object.values(current.pending).map(({ requestId }) => requestId);
  const isOurs = Object.values(holders).every(
    ({ requestId, itemId }) => itemId === next.id || (requestId !== undefined && begun.includes(requestId)),
  );
  if (isOurs) await guards.replace(guarded, holders, { itemId: next.id, at: next.updatedAt });
  await guards.release(current);
};

const isSameGuards = (a: LongRunningRequest, b: LongRunningRequest): boolean =>
  a.guards.join(' ') === b.guards.join(' ');

/** The item after a change that was begun on it has an outcome. One that was not carried out leaves no trace but itself. */
const withChange = (
  item: LongRunningRequest,
  name: string,
  { requestId, at: begunAt, guards = item.guards }: LongRunningRequest['pending'][string],
  record: RequestRecord | undefined,
): LongRunningRequest => {
  // It may have been begun again meanwhile, which a key whose request was not applied allows.
  if (item.pending[name]?.requestId !== requestId || item.pending[name].at !== begunAt) return item;
  const { [name]: _done, ...pending } = item.pending;
  if (record?.outcome !== 'succeeded') return { ...item, pending };
  const at = record.finishedAt ?? record.startedAt;
  const entry = { at, type: 'change-done' as const, change: name, by: record.clientId, requestId };
  const updatedAt = at > item.updatedAt ? at : item.updatedAt;
  const marked = { ...item, guards, pending, updatedAt, timeline: [...item.timeline, entry] };
  const observation = record.learned?.progress?.observation;
  return observation ? applyObservation(marked, observation, { by: record.clientId, requestId }) : marked;
};
