import { timestampOf } from '#domain/timestamp';
import { dayMs } from '#platform/table/key-pattern';
import { requestRecords } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { isFinalOutcome, type FinalOutcome } from '#requests/request-outcome';
import { requestKey, requestRecordSchema, type RequestRecord } from '#requests/request-record';

/** What something is reserved for, and since when. */
export interface ReservedFor {
  requestId: string;
  at: string;
}

/**
 * For so long a record says what became of its request. It is a day less than a record lives, because it is
 * claimed a moment before anything is reserved for it, clocks differ, and DynamoDB goes by its own. (DynamoDB deletes days
 * late as well, which does no harm: a record that is there says what it says.)
 */
const tellingMs = requestRecords.lifetime.ms - dayMs;

/** Records of requests that something was reserved for before this time may have expired. */
export const recordsTellSince = (nowMs: number): string => timestampOf(nowMs - tellingMs);

/**
 * What became of a request that something is reserved for; undefined as long as nobody knows. A key is claimed again only
 * after what was claimed before led to nothing, so the record of a later claim says that of the earlier. One that has expired
 * tells nothing any more, and neither does the record of a call that was made so much later under the same key.
 */
export const decidedOutcome = (
  record: Pick<RequestRecord, 'outcome' | 'startedAt'> | undefined,
  { at }: Pick<ReservedFor, 'at'>,
): FinalOutcome | undefined => {
  if (!record || at < recordsTellSince(Date.parse(record.startedAt))) return undefined;
  if (at < record.startedAt) return 'not-applied';
  return isFinalOutcome(record.outcome) ? record.outcome : undefined;
};

/**
 * Whether a request may have what is reserved for an earlier attempt under its key. It was let try again because that
 * attempt was not sent or not applied; or because its record has expired, which proves nothing.
 */
export const mayTakeOver = (
  { requestId, at }: { requestId?: string | undefined; at: string },
  forRequest: string,
  nowMs: number,
): boolean => requestId === forRequest && at >= recordsTellSince(nowMs);

/** Looks up what became of a request that something is reserved for. @throws Problem `service-unavailable` */
export type FindOutcome = (
  reserved: ReservedFor,
) => Promise<{ outcome: FinalOutcome | undefined; record: RequestRecord | undefined }>;

export const createFindOutcome =
  (table: Pick<Table, 'get'>): FindOutcome =>
  async (reserved) => {
    const stored = await table.get(requestKey(reserved.requestId));
    const record = stored && requestRecordSchema.parse(stored);
    return { outcome: decidedOutcome(record, reserved), record };
  };
