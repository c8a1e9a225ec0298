import { timestampOf } from '#domain/timestamp';
import { bulkCallSchema, callKey, type BulkCall, type CallRow } from '#bulk/bulk-call';
import type { RowState } from '#bulk/bulk-write';
import { and, equals, itemNotExists, notExists } from '#platform/table/conditions';
import { bulkCalls } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';

/** States no call leaves again. `unknown` is one as well, once nobody can find out more. */
export type FinalState = Exclude<RowState, 'waiting' | 'running'>;

/** What an answer told of a call. */
export interface CallResult {
  status?: number | undefined;
  /** JSON. */
  problem?: string | undefined;
  requestId?: string | undefined;
}

/**
 * Calls of bulk writes in the table. A call goes forward only: from `waiting` to `running` and back where nothing was sent,
 * and on to a final state, which nothing changes any more. @throws Problem `service-unavailable`
 */
export interface CallStore {
  /** Stores one unless it is stored already: then it may have been begun. */
  add(bulkId: string, call: BulkCall): Promise<void>;
  /** All of them, in order. */
  all(bulkId: string): Promise<BulkCall[]>;
  /** Some of them from a number on, in order; fewer than the limit only at the end. */
  from(bulkId: string, number: number, limit: number): Promise<BulkCall[]>;
  /** The call as it is begun now; undefined when it was cancelled or settled meanwhile. */
  begin(bulkId: string, call: BulkCall): Promise<BulkCall | undefined>;
  /** It is to be tried, or asked about, again. */
  postpone(
    bulkId: string,
    call: BulkCall,
    state: 'waiting' | 'running' | 'unknown',
    retryAt: number,
    told: CallResult,
  ): Promise<void>;
  /** Has its result; what it was made of is forgotten. */
  finish(bulkId: string, call: BulkCall, state: FinalState, told: CallResult, rows?: readonly CallRow[]): Promise<void>;
  /** Forgets one nobody has begun. */
  cancel(bulkId: string, call: BulkCall): Promise<void>;
}

const pageSize = 500;

export const createCallStore = (table: Table, now: () => number): CallStore => {
  const all: CallStore['all'] = async (bulkId) => {
    const calls: BulkCall[] = [];
    let after: Item | undefined;
    do {
      const page = await table.query({ ...callsOf(bulkId, 0), limit: pageSize, after });
      calls.push(...page.items.map((item) => bulkCallSchema.parse(item)));
      after = page.next;
    } while (after);
    return calls;
  };
  return {
    all,
    ...moves(table, now),
    add: async (bulkId, call) => {
      await table.put({ ...callKey(bulkId, call.number), ...call }, itemNotExists);
    },
    from: async (bulkId, number, limit) => {
      const { items } = await table.query({ ...callsOf(bulkId, number), limit });
      return items.map((item) => bulkCallSchema.parse(item));
    },
  };
};

const callsOf = (bulkId: string, number: number) => ({
  partition: bulkCalls.key.partitionOf({ bulkId }),
  sort: { from: callKey(bulkId, number).sk, to: callKey(bulkId, 99_999).sk },
});

type Move = (
  bulkId: string,
  call: BulkCall,
  change: { set: Record<string, unknown>; remove?: readonly string[]; expected?: Partial<BulkCall> },
) => Promise<BulkCall | undefined>;

/** Changes a call that has no result yet; undefined when it has one, or is not as expected. */
const moveIn =
  (table: Table): Move =>
  async (bulkId, { number }, { set, remove, expected = {} }) => {
    const item = await table.update({
      key: callKey(bulkId, number),
      set,
      remove,
      condition: and(notExists('settledAt'), ...Object.entries(expected).map(([name, value]) => equals(name, value))),
    });
    return item && bulkCallSchema.parse(item);
  };

const moves = (table: Table, now: () => number): Pick<CallStore, 'begin' | 'postpone' | 'finish' | 'cancel'> => {
  const move = moveIn(table);
  const at = (milliseconds: number): string => timestampOf(milliseconds);
  const sealed = ['sealed', 'keyId', 'retryAt'];
  return {
    begin: (bulkId, call) =>
      move(bulkId, call, {
        set: {
          // One whose outcome is unknown stays so until it is known.
          state: call.state === 'unknown' ? 'unknown' : 'running',
          attempts: call.attempts + 1,
          begunAt: call.begunAt ?? at(now()),
          triedAt: at(now()),
        },
        expected: { state: call.state },
      }),
    postpone: async (bulkId, call, state, retryAt, told) => {
      await move(bulkId, call, {
        set: { state, retryAt: at(retryAt), ...told },
        // Whoever has begun it again says himself how it stands.
        expected: { attempts: call.attempts },
      });
    },
    finish: async (bulkId, call, state, told, rows) => {
      const remove = told.problem === undefined ? [...sealed, 'problem'] : sealed;
      await move(bulkId, call, { set: { state, settledAt: at(now()), ...told, rows }, remove });
    },
    cancel: async (bulkId, call) => {
      await move(bulkId, call, {
        set: { state: 'cancelled', settledAt: at(now()) },
        remove: sealed,
        expected: { state: 'waiting' },
      });
    },
  };
};
