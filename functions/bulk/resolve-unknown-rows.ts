import { rowKeyOf, type BulkCall } from '#bulk/bulk-call';
import type { BulkWrite } from '#bulk/bulk-write';
import type { CallStore } from '#bulk/call-store';
import { requestRecordId, type RequestRecord } from '#requests/request-record';
import { recordsTellSince } from '#requests/decided-outcome';
import { currentOutcome, type RequestStore } from '#requests/request-store';

export interface ResolveUnknownRowsDependencies {
  calls: CallStore;
  requests: Pick<RequestStore, 'find'>;
  now: () => number;
  /** The real time, by which processes end. */
  wireNow: () => number;
}

/** By then a function that was asked to make the call has ended, and left a record if it sent anything. */
const certainlyEndedMs = 3 * 60_000;
const lookAgainMs = 30_000;
/** The reconciler knows after hours, or hands the record to a person. */
const patienceMs = 24 * 3_600_000;

/**
 * How a call ended that was under way when its bulk write was cancelled, by the record of its request. Nothing is asked of
 * the operation again, because that could send it.
 */
export const resolveUnknownRows = async (
  { calls, requests, now, wireNow }: ResolveUnknownRowsDependencies,
  { id, solutionProvider, operation }: BulkWrite,
  call: BulkCall,
): Promise<void> => {
  const requestId = requestRecordId(solutionProvider, operation, rowKeyOf(id, call.number));
  const record = await requests.find(requestId);
  const triedAt = call.triedAt ?? call.begunAt ?? '';
  const ageMs = now() - Date.parse(triedAt);
  if (!record) {
    // No record by now: none was made, so nothing was sent; unless it may have expired.
    const state = triedAt >= recordsTellSince(now()) ? 'cancelled' : 'unknown';
    if (ageMs > certainlyEndedMs) await calls.finish(id, call, state, {});
    else await calls.postpone(id, call, 'running', now() + lookAgainMs, {});
    return;
  }
  const { response } = record;
  const told = { requestId, ...(response && { status: response.status }) };
  const state = endedAs(record, wireNow()) ?? (ageMs > patienceMs ? 'unknown' : undefined);
  if (state === undefined) await calls.postpone(id, call, 'unknown', now() + lookAgainMs, told);
  else await calls.finish(id, call, state, state === 'rejected' ? { ...told, problem: response?.body } : told);
};

/** Undefined as long as it may still be found out. */
const endedAs = (record: RequestRecord, wireNowMs: number) => {
  switch (currentOutcome(record, wireNowMs)) {
    case 'succeeded':
      return 'succeeded';
    case 'rejected':
      return 'rejected';
    case 'not-sent':
    case 'not-applied':
      return 'cancelled';
    case 'needs-attention':
      return 'unknown';
    default:
      return undefined;
  }
};
