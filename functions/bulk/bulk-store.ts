import {
  bulkWriteKey,
  bulkWriteSchema,
  type BulkState,
  type BulkWrite,
  type PauseReason,
  type RowCounts,
} from '#bulk/bulk-write';
import { timelineWith } from '#bulk/timeline';
import { timestampOf } from '#domain/timestamp';
import type { Labels } from '#domain/labels';
import { and, equals, itemNotExists, notExists } from '#platform/table/conditions';
import { bulkWrites } from '#platform/table/keys';
import type { Update } from '#platform/table/expressions';
import type { Item, QueryPage, Table } from '#platform/table/table';
import { behindEveryTime } from '#requests/record-pages';

export type NewBulkWrite = Pick<
  BulkWrite,
  | 'id'
  | 'solutionProvider'
  | 'operation'
  | 'scope'
  | 'clientId'
  | 'bodyHash'
  | 'rows'
  | 'calls'
  | 'headers'
  | keyof Labels
>;

export interface BulkWritePage {
  bulkWrites: BulkWrite[];
  next?: Item | undefined;
}

/** Bulk writes in the table, without their rows. Every change is one conditional write. @throws Problem `service-unavailable` */
export interface BulkStore {
  find(id: string): Promise<BulkWrite | undefined>;
  /** The bulk write that stands: the one given, or the one that was submitted under the same key before. */
  claim(fresh: NewBulkWrite): Promise<BulkWrite>;
  /** Every row is stored: from now on it is carried out. The bulk write as it is then. */
  begin(bulkWrite: BulkWrite): Promise<BulkWrite>;
  /** Undefined when it is not in the state any more. */
  pause(bulkWrite: BulkWrite, because?: PauseReason): Promise<BulkWrite | undefined>;
  /** Has another run go on with it, or bring it to its end. Undefined when it is not in the state any more. */
  goOn(bulkWrite: BulkWrite, state: Extract<BulkState, 'running' | 'cancelled'>): Promise<BulkWrite | undefined>;
  /** Says that somebody works on it, and how AT&T is reached. False when another run does. */
  keepAlive(bulkWrite: BulkWrite, waitSeconds: number, outOfReach?: number): Promise<boolean>;
  /** Every row has its result. False when its state is another meanwhile, or its run. */
  end(bulkWrite: BulkWrite, counts: RowCounts, settled: number): Promise<boolean>;
  /** A Solution Provider’s, oldest first. */
  list(solutionProvider: string, limit: number, after?: Item): Promise<BulkWritePage>;
  /** Those nobody has worked on when somebody should have, longest first. */
  lost(solutionProvider: string, limit: number): Promise<BulkWrite[]>;
}

/** A started execution shows itself by its first slice. Until then nobody else starts one. */
const startGraceMs = 2 * 60_000;
/** A slice may take its time, be throttled and be retried before its worker counts as lost. */
const sliceGraceMs = 10 * 60_000;

export const createBulkStore = (table: Table, now: () => number): BulkStore => {
  const find = findIn(table);
  const openBy: OpenBy = ({ id, solutionProvider }, graceMs) =>
    bulkWrites.open.of({ solutionProvider, workBy: timestampOf(now() + graceMs), bulkId: id });
  return {
    find,
    ...beginnings(table, now, openBy),
    ...changes(changeIn(table, now), openBy),
    list: async (solutionProvider, limit, after) => {
      const { items, next } = await table.query({
        index: 'list',
        partition: bulkWrites.list.partitionOf({ solutionProvider }),
        limit,
        after,
      });
      return { bulkWrites: parsed({ items }), next };
    },
    lost: async (solutionProvider, limit) =>
      parsed(
        await table.query({
          index: 'open',
          partition: bulkWrites.open.partitionOf({ solutionProvider }),
          sort: { before: timestampOf(now()) },
          limit,
        }),
      ),
  };
};

/** Behind every time: nobody has to work on it, and people find it. */
const pausedAt = ({ id, solutionProvider }: BulkWrite, at: string) =>
  bulkWrites.open.of({ solutionProvider, workBy: `${behindEveryTime}${at}`, bulkId: id });

/** Its keys in the index of open things, which say by when somebody has to have worked on it. */
type OpenBy = (bulkWrite: BulkWrite, graceMs: number) => { openPk: string; openSk: string };

const findIn =
  (table: Table): BulkStore['find'] =>
  async (id) => {
    const item = await table.get(bulkWriteKey(id));
    return item && bulkWriteSchema.parse(item);
  };

const beginnings = (table: Table, now: () => number, openBy: OpenBy): Pick<BulkStore, 'claim' | 'begin'> => {
  const find = findIn(table);
  return {
    claim: async (fresh) => {
      const claimed = newBulkWrite(fresh, now());
      const isOurs = await table.put({ ...bulkWriteKey(fresh.id), ...claimed }, itemNotExists);
      return isOurs ? claimed : ((await find(fresh.id)) ?? claimed);
    },
    begin: async (bulkWrite) => {
      const { id, solutionProvider, createdAt } = bulkWrite;
      const item = await table.update({
        key: bulkWriteKey(id),
        set: {
          state: 'running',
          timeline: [{ at: timestampOf(now()), type: 'started', before: 'storing', after: 'running' }],
          ...bulkWrites.list.of({ solutionProvider, createdAt, bulkId: id }),
          ...openBy(bulkWrite, startGraceMs),
        },
        condition: equals('state', 'storing'),
      });
      return item ? bulkWriteSchema.parse(item) : ((await find(id)) ?? bulkWrite);
    },
  };
};

const parsed = ({ items }: QueryPage): BulkWrite[] => items.map((item) => bulkWriteSchema.parse(item));

const newBulkWrite = (fresh: NewBulkWrite, nowMs: number): BulkWrite => ({
  ...fresh,
  state: 'storing',
  run: 1,
  createdAt: timestampOf(nowMs),
  updatedAt: timestampOf(nowMs),
  expiresAt: bulkWrites.lifetime.expiresAt(nowMs),
});

type ChangeOne = (bulkWrite: BulkWrite, updateAt: (at: string) => Update) => Promise<BulkWrite | undefined>;

/** Changes a bulk write that is as it was read: same state, same run, not at its end. */
const changeIn =
  (table: Table, now: () => number): ChangeOne =>
  async (bulkWrite, updateAt) => {
    const { id, state, run } = bulkWrite;
    const at = timestampOf(now());
    const { set, remove } = updateAt(at);
    const item = await table.update({
      key: bulkWriteKey(id),
      set: { updatedAt: at, ...set, ...timelineWith(bulkWrite, at, set) },
      remove,
      condition: and(equals('state', state), equals('run', run), notExists('endedAt')),
    });
    return item && bulkWriteSchema.parse(item);
  };

/** What is changed of one that is carried out: by the run that does, or by the partner. */
const changes = (change: ChangeOne, openBy: OpenBy): Pick<BulkStore, 'pause' | 'goOn' | 'keepAlive' | 'end'> => ({
  pause: (bulkWrite, because) =>
    change(bulkWrite, (at) => ({ set: { state: 'paused', pausedBecause: because, ...pausedAt(bulkWrite, at) } })),
  goOn: (bulkWrite, state) =>
    change(bulkWrite, () => ({
      set: { state, run: bulkWrite.run + 1, ...openBy(bulkWrite, startGraceMs) },
      remove: ['pausedBecause'],
    })),
  keepAlive: async (bulkWrite, waitSeconds, outOfReach = 0) => {
    const { openSk } = openBy(bulkWrite, waitSeconds * 1000 + sliceGraceMs);
    const reach = outOfReach > 0 ? { set: { openSk, outOfReach } } : { set: { openSk }, remove: ['outOfReach'] };
    return (await change(bulkWrite, () => reach)) !== undefined;
  },
  end: async (bulkWrite, counts, settled) => {
    const state = bulkWrite.state === 'cancelled' ? 'cancelled' : 'finished';
    const changed = await change(bulkWrite, (at) => ({
      set: { state, endedAt: at, counts, settled },
      remove: ['openPk', 'openSk', 'outOfReach'],
    }));
    return changed !== undefined;
  },
});
