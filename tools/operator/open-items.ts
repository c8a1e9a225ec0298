import { bulkWriteSchema, type BulkWrite } from '#bulk/bulk-write';
import { bulkWrites, requestRecords } from '#platform/table/keys';
import type { Item, ItemQuery, Table } from '#platform/table/table';
import { listRequests } from '#routes/requests/list-requests';
import { behindEveryTime } from '#requests/record-pages';
import { requestKey, requestRecordSchema, type RequestRecord } from '#requests/request-record';
import { currentOutcome } from '#requests/request-store';
import { pageSize, upTo, type Bound, type Some } from './bound';
import type { Deployment } from './deployment';
import { listAll } from './own-routes';
import { withTable } from './table';

export const openOutcomes = ['needs-attention', 'unknown', 'in-flight'] as const;
export type OpenOutcome = (typeof openOutcomes)[number];

/** A write, as far as what becomes of it is decided by functions or a person. */
export interface OpenRequest {
  requestId: string;
  provider: string;
  operation: string;
  outcome: OpenOutcome;
  startedAt: string;
  evidence: readonly string[];
}

type Range = Exclude<ItemQuery['sort'], undefined>;

/** What waits for a person stands behind every time in the index of open things, what waits for the gateway before. */
const ofPersons: Range = { from: behindEveryTime, to: behindEveryTime.repeat(2) };
const ofTheGateway: Range = { before: behindEveryTime };

const openIn = (table: Table, partition: string, sort: Range, bound: Bound): Promise<Some<Item>> =>
  upTo<Item, Item>(bound, async (after) => table.query({ index: 'open', partition, sort, limit: pageSize, after }));

/**
 * Writes of a Solution Provider that have one of these outcomes, without reading the others. Where there is no bound all are gone
 * through, so that what an earlier release left out of the index is among them.
 */
export const requestsThatAre = async (
  deployment: Deployment,
  solutionProvider: string,
  outcomes: readonly OpenOutcome[],
  bound: Bound,
  nowMs: number,
): Promise<Some<OpenRequest>> => {
  if (bound.most === Infinity) return { found: await amongAll(deployment, solutionProvider, outcomes), hasMore: false };
  const partition = requestRecords.open.partitionOf({ solutionProvider });
  const hasPersons = outcomes.includes('needs-attention');
  const ranges = [
    ...(hasPersons ? [ofPersons] : []),
    ...(outcomes.length > (hasPersons ? 1 : 0) ? [ofTheGateway] : []),
  ];
  const read = await withTable(deployment, (table) =>
    Promise.all(ranges.map((range) => openIn(table, partition, range, bound))),
  );
  const records = read.flatMap(({ found }) => found.map((item) => requestRecordSchema.parse(item)));
  return {
    found: records.flatMap((record) => openRequest(record, outcomes, nowMs) ?? []),
    hasMore: read.some(({ hasMore }) => hasMore),
  };
};

/** Undefined of one that has none of these outcomes. */
const openRequest = (
  record: RequestRecord,
  outcomes: readonly OpenOutcome[],
  nowMs: number,
): OpenRequest | undefined => {
  const { requestId, solutionProvider: provider, operation, startedAt, evidence } = record;
  const current = currentOutcome(record, nowMs);
  const outcome = outcomes.find((one) => one === current);
  return outcome && { requestId, provider, operation, outcome, startedAt, evidence };
};

/** The write that is named, where it has one of these outcomes. */
export const namedRequest = (
  deployment: Deployment,
  requestId: string,
  outcomes: readonly OpenOutcome[],
  nowMs: number,
): Promise<OpenRequest | undefined> =>
  withTable(deployment, async (table) => {
    const item = await table.get(requestKey(requestId));
    return item && openRequest(requestRecordSchema.parse(item), outcomes, nowMs);
  });

const amongAll = async (
  deployment: Deployment,
  provider: string,
  outcomes: readonly OpenOutcome[],
): Promise<OpenRequest[]> => {
  const found: OpenRequest[] = [];
  for (const outcome of outcomes) {
    const call = { provider, query: { outcome } };
    const all = await listAll(deployment, listRequests, call, ({ requests }) => requests);
    found.push(...all.map((one) => ({ ...one, provider, outcome })));
  }
  return found;
};

/** Bulk writes of a Solution Provider that are paused, without reading the others, as `requestsThatAre` has it. */
export const pausedBulkWrites = async (
  deployment: Deployment,
  solutionProvider: string,
  bound: Bound,
): Promise<Some<BulkWrite>> =>
  withTable(deployment, async (table) => {
    const partition = bulkWrites.open.partitionOf({ solutionProvider });
    const { found, hasMore } = await (bound.most === Infinity
      ? upTo<Item, Item>(bound, async (after) =>
          table.query({
            ...{ index: 'list', partition: bulkWrites.list.partitionOf({ solutionProvider }) },
            ...{ limit: pageSize, after },
          }),
        )
      : openIn(table, partition, ofPersons, bound));
    const parsed = found.map((item) => bulkWriteSchema.parse(item));
    return { found: parsed.filter(({ state }) => state === 'paused'), hasMore };
  });
