import {
  bulkWriteKey,
  bulkWriteSchema,
  type BulkState,
  type BulkWrite,
  type PauseReason,
  type RowCounts,
} from '#bulk/bulk-write';
import { bulkWrites } from '#platform/table/keys';
import type { Item, QueryPage, Table } from '#platform/table/table';

export type NewBulkWrite = Pick<
  BulkWrite,
  'id' | 'solutionProvider' | 'operation' | 'scope' | 'clientId' | 'bodyHash' | 'rows' | 'calls' | 'headers'
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
  /** Says that somebody works on it. False when another run does. */
  keepAlive(bulkWrite: BulkWrite, waitSeconds: number): Promise<boolean>;
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
  const openSk: OpenSortKey = ({ id }, graceMs) =>
    bulkWrites.open.sortOf({ workBy: new Date(now() + graceMs).toISOString(), bulkId: id });
  return {
    find,
    ...beginnings(table, now, openSk),
    ...changes(changeIn(table, now), openSk),
    list: async (solutionProvider, limit, after) => {
      const { items, next } = await table.query({
        index: 'list',
        condition: 'listPk = :pk',
        values: { ':pk': bulkWrites.list.partitionOf({ solutionProvider }) },
        limit,
        ...(after && { after }),
      });
      return { bulkWrites: parsed({ items }), next };
    },
    lost: async (solutionProvider, limit) =>
      parsed(
        await table.query({
          index: 'open',
          condition: 'openPk = :pk AND openSk < :now',
          values: { ':pk': bulkWrites.open.partitionOf({ solutionProvider }), ':now': new Date(now()).toISOString() },
          limit,
        }),
      ),
  };
};

/** By when somebody has to have worked on it, in the index of open things. */
type OpenSortKey = (bulkWrite: BulkWrite, graceMs: number) => string;

const findIn =
  (table: Table): BulkStore['find'] =>
  async (id) => {
    const item = await table.get(bulkWriteKey(id));
    return item && bulkWriteSchema.parse(item);
  };

const beginnings = (table: Table, now: () => number, openSk: OpenSortKey): Pick<BulkStore, 'claim' | 'begin'> => {
  const find = findIn(table);
  return {
    claim: async (fresh) => {
      const claimed = newBulkWrite(fresh, now());
      const isOurs = await table.put(
        { ...bulkWriteKey(fresh.id), ...claimed },
        { expression: 'attribute_not_exists(pk)' },
      );
      return isOurs ? claimed : ((await find(fresh.id)) ?? claimed);
    },
    begin: async (bulkWrite) => {
      const { id, solutionProvider, createdAt } = bulkWrite;
      const { listPk, listSk } = bulkWrites.list.of({ solutionProvider, createdAt, bulkId: id });
      const item = await table.update({
        key: bulkWriteKey(id),
        update: 'SET #state = :running, listPk = :listPk, listSk = :listSk, openPk = :openPk, openSk = :openSk',
        condition: '#state = :storing',
        names: { '#state': 'state' },
        values: {
          ':running': 'running',
          ':storing': 'storing',
          ':listPk': listPk,
          ':listSk': listSk,
          ':openPk': bulkWrites.open.partitionOf({ solutionProvider }),
          ':openSk': openSk(bulkWrite, startGraceMs),
        },
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
  createdAt: new Date(nowMs).toISOString(),
  updatedAt: new Date(nowMs).toISOString(),
  expiresAt: bulkWrites.lifetime.expiresAt(nowMs),
});

type ChangeOne = (
  bulkWrite: BulkWrite,
  update: string,
  values?: Record<string, unknown>,
  names?: Record<string, string>,
) => Promise<BulkWrite | undefined>;

/** Changes a bulk write that is as it was read: same state, same run, not at its end. */
const changeIn =
  (table: Table, now: () => number): ChangeOne =>
  async ({ id, state, run }, update, values = {}, names = {}) => {
    const item = await table.update({
      key: bulkWriteKey(id),
      update: `SET updatedAt = :now, ${update}`,
      condition: '#state = :state AND #run = :run AND attribute_not_exists(endedAt)',
      names: { '#state': 'state', '#run': 'run', ...names },
      values: { ':now': new Date(now()).toISOString(), ':state': state, ':run': run, ...values },
    });
    return item && bulkWriteSchema.parse(item);
  };

/** What is changed of one that is carried out: by the run that does, or by the partner. */
const changes = (change: ChangeOne, openSk: OpenSortKey): Pick<BulkStore, 'pause' | 'goOn' | 'keepAlive' | 'end'> => ({
  pause: (bulkWrite, because) =>
    change(bulkWrite, `#state = :paused${because ? ', pausedBecause = :because' : ''} REMOVE openPk, openSk`, {
      ':paused': 'paused',
      ...(because && { ':because': because }),
    }),
  goOn: (bulkWrite, state) =>
    change(bulkWrite, '#state = :next, #run = :nextRun, openPk = :openPk, openSk = :openSk REMOVE pausedBecause', {
      ':next': state,
      ':nextRun': bulkWrite.run + 1,
      ':openPk': bulkWrites.open.partitionOf(bulkWrite),
      ':openSk': openSk(bulkWrite, startGraceMs),
    }),
  keepAlive: async (bulkWrite, waitSeconds) => {
    const graceMs = waitSeconds * 1000 + sliceGraceMs;
    return (await change(bulkWrite, 'openSk = :openSk', { ':openSk': openSk(bulkWrite, graceMs) })) !== undefined;
  },
  end: async (bulkWrite, counts, settled) => {
    const end = bulkWrite.state === 'cancelled' ? 'cancelled' : 'finished';
    const changed = await change(
      bulkWrite,
      '#state = :end, endedAt = :now, #counts = :counts, settled = :settled REMOVE openPk, openSk',
      { ':end': end, ':counts': counts, ':settled': settled },
      { '#counts': 'counts' },
    );
    return changed !== undefined;
  },
});
