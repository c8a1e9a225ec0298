import { requestRecords } from '#platform/table/keys';
import type { Item, QueryPage, Table } from '#platform/table/table';
import { requestRecordSchema, type RequestRecord } from '#requests/request-record';

export interface RecordPage {
  records: RequestRecord[];
  next?: Item;
}

/** Records of a Solution Provider, page by page. */
export interface RecordPages {
  /** Those without an outcome whose claimers had to be done by a time, oldest first. */
  open(solutionProvider: string, deadlineBefore: Date, limit: number, after?: Item): Promise<RecordPage>;
  /** Those a person has to look at that have an answer of AT&T’s which a corrected rule may decide, oldest first. */
  decidable(solutionProvider: string, limit: number, after?: Item): Promise<RecordPage>;
  /** Those that were begun at or after a time, oldest first. */
  list(solutionProvider: string, since: string | undefined, limit: number, after?: Item): Promise<RecordPage>;
  /** The newest that a call has claimed, among the last thousand of a day, or of the last milliseconds. */
  claimedBy(solutionProvider: string, callId: string, lastMs?: number): Promise<RequestRecord | undefined>;
}

const pagesLookedThrough = 10;
const perPage = 100;
const dayMs = 24 * 3_600_000;

/** Sorts behind every time. */
export const behindEveryTime = '~';

export const createRecordPages = (table: Pick<Table, 'query'>, now: () => number): RecordPages => ({
  open: async (solutionProvider, deadlineBefore, limit, after) =>
    recordsOf(
      await table.query({
        index: 'open',
        partition: requestRecords.open.partitionOf({ solutionProvider }),
        sort: { before: deadlineBefore.toISOString() },
        limit,
        after,
      }),
    ),
  decidable: async (solutionProvider, limit, after) => {
    const { records, next } = recordsOf(
      await table.query({
        index: 'open',
        partition: requestRecords.open.partitionOf({ solutionProvider }),
        sort: { from: behindEveryTime, to: behindEveryTime.repeat(2) },
        limit,
        after,
      }),
    );
    return { records: records.filter(isDecidable), ...(next && { next }) };
  },
  list: async (solutionProvider, since, limit, after) =>
    recordsOf(
      await table.query({
        index: 'list',
        partition: requestRecords.list.partitionOf({ solutionProvider }),
        ...(since !== undefined && { sort: { from: since, to: behindEveryTime } }),
        limit,
        after,
      }),
    ),
  claimedBy: claimedByIn(table, now),
});

const claimedByIn =
  (table: Pick<Table, 'query'>, now: () => number): RecordPages['claimedBy'] =>
  async (solutionProvider, callId, lastMs = dayMs) => {
    const since = new Date(now() - lastMs);
    let after: Item | undefined;
    for (let page = 0; page < pagesLookedThrough; page += 1) {
      const { items, next } = await table.query({
        index: 'list',
        partition: requestRecords.list.partitionOf({ solutionProvider }),
        sort: { from: since.toISOString(), to: behindEveryTime },
        descending: true,
        limit: perPage,
        after,
      });
      const claimed = items.find(({ callIds }) => Array.isArray(callIds) && callIds.includes(callId));
      if (claimed) return requestRecordSchema.parse(claimed);
      if (!next) return undefined;
      after = next;
    }
    return undefined;
  };

/** A rule may decide by what AT&T said, where that is kept whole. */
const isDecidable = ({ upstreamAnswer }: RequestRecord): boolean =>
  upstreamAnswer !== undefined && upstreamAnswer.isCut !== true;

const recordsOf = ({ items, next }: QueryPage): RecordPage => ({
  records: items.map((item) => requestRecordSchema.parse(item)),
  ...(next && { next }),
});
