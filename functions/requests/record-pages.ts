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
}

/** Sorts behind every time. */
export const behindEveryTime = '~';

export const createRecordPages = (table: Pick<Table, 'query'>): RecordPages => ({
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
  decidable: async (solutionProvider, limit, after) =>
    recordsOf(
      await table.query({
        index: 'open',
        partition: requestRecords.open.partitionOf({ solutionProvider }),
        sort: { from: behindEveryTime, to: behindEveryTime.repeat(2) },
        limit,
        after,
      }),
    ),
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
});

const recordsOf = ({ items, next }: QueryPage): RecordPage => ({
  records: items.map((item) => requestRecordSchema.parse(item)),
  ...(next && { next }),
});
