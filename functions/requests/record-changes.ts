import { timestampOf } from '#domain/timestamp';
import type { TrackingUpdate } from '#domain/order/facts';
import { and, equals, exists, notExists, oneOf, type Condition } from '#platform/table/conditions';
import { requestRecords } from '#platform/table/keys';
import type { Change, Item } from '#platform/table/table';
import { kept } from '#requests/kept-text';
import { behindEveryTime } from '#requests/record-pages';
import { isFinalOutcome, type FinalOutcome, type RequestOutcome } from '#requests/request-outcome';
import { requestKey, type RequestRecord, type StoredResponse, type UndatedAnswer } from '#requests/request-record';

/** What AT&T’s answer decided, with items that have to be stored together with it. */
export interface Completion {
  outcome: Extract<FinalOutcome, 'succeeded' | 'rejected'>;
  response: StoredResponse;
  learned?: TrackingUpdate | undefined;
  /** AT&T’s id of what the write made. */
  attReference?: string | undefined;
  alsoPut?: readonly Item[];
}

/** What was found out about an outcome, and how. */
export interface Transition {
  outcome: Exclude<RequestOutcome, 'in-flight'>;
  evidence?: string | undefined;
  learned?: TrackingUpdate | undefined;
  readBack?: RequestRecord['readBack'];
  /** What AT&T said, where nobody could tell what it means. */
  upstreamAnswer?: UndatedAnswer | undefined;
  /** What the caller would have got, where AT&T’s answer was judged later. */
  response?: StoredResponse | undefined;
  /** AT&T’s id of what the write made, where it was found out later. */
  attReference?: string | undefined;
  /** What has to be stored together with it. */
  alsoPut?: readonly Item[] | undefined;
}

export const ownedBy = (owner: string): Condition => equals('owner', owner);

export const toItem = (record: RequestRecord): Item => ({ ...requestKey(record.requestId), ...record });

/** Its caller may have been answered, and be told of its end, meanwhile. */
export const isHandedOver = ({ longestMs }: RequestRecord): boolean => longestMs !== undefined;

export const isPromisedMeanwhile = (known: RequestRecord, standing: RequestRecord): boolean =>
  standing.toldByEvent === true && known.toldByEvent === undefined && standing.owner === known.owner;

export const lateCompletion = (completion: Completion): Transition =>
  kept(completion.response) ? completion : { ...completion, evidence: tooLargeEvidence };

export const completedItem = (
  record: RequestRecord,
  { outcome, response, learned, attReference, alsoPut = [] }: Completion,
  nowMs: number,
): Item => {
  const finishedAt = timestampOf(nowMs);
  const { openPk: _openPk, openSk: _openSk, ...rest } = record;
  const storedWith = alsoPut.length > 0 ? [...alsoPut] : undefined;
  return {
    ...toItem({ ...rest, outcome, learned, attReference, storedWith, finishedAt }),
    ...keepable(record, response),
  };
};

/** An answer the table cannot take is not kept: then a repeat is answered with the record. */
const keepable = ({ evidence }: RequestRecord, response: StoredResponse): Item => {
  const keptResponse = kept(response);
  return keptResponse ? { response: keptResponse, evidence } : { evidence: [...evidence, tooLargeEvidence] };
};

const tooLargeEvidence = 'AT&T answered; the answer is too large to be kept for repeats.';

/**
 * Outcomes a record may have before it is moved to another. What becomes `unknown` was being worked on; a record a person
 * has to look at is moved on by that person, by a read that could tell after all, or by a kept answer that is judged anew.
 */
const movableFrom: Record<Transition['outcome'], readonly RequestOutcome[]> = {
  unknown: ['in-flight'],
  'not-sent': ['in-flight', 'unknown', 'needs-attention'],
  succeeded: ['in-flight', 'unknown', 'needs-attention'],
  rejected: ['in-flight', 'unknown', 'needs-attention'],
  'not-applied': ['in-flight', 'unknown', 'needs-attention'],
  'needs-attention': ['in-flight', 'unknown'],
};

export const changeFor = (
  record: RequestRecord,
  { outcome, evidence, learned, readBack, attReference, alsoPut = [], upstreamAnswer, response }: Transition,
  { movedBy, nowMs }: { movedBy: string; nowMs: number },
): Change => {
  const at = timestampOf(nowMs);
  // Of any other the caller has heard in the answer.
  const isTold = outcome === 'unknown' || record.outcome !== 'in-flight' || record.toldByEvent === true;
  // As long as nobody knows, it is kept: who loses it would take it for one of which nothing was sent.
  const expiresAt = isFinalOutcome(outcome) ? requestRecords.lifetime.expiresAt(nowMs) : undefined;
  const open = outcome === 'needs-attention' ? openToPersons(record) : undefined;
  return {
    key: requestKey(record.requestId),
    set: {
      ...{ outcome, finishedAt: at, movedBy, learned, attReference, readBack: kept(readBack), expiresAt },
      tracked: record.tracked,
      storedWith: alsoPut.length > 0 ? [...alsoPut] : undefined,
      response: kept(response),
      upstreamAnswer: upstreamAnswer && { ...upstreamAnswer, receivedAt: at },
      ...open,
    },
    append: {
      evidence: evidence === undefined ? undefined : [evidence],
      timeline: isTold ? [{ at, outcome }] : undefined,
    },
    remove: [
      ...(outcome === 'unknown' || open ? [] : ['openPk', 'openSk']),
      ...(expiresAt === undefined ? ['expiresAt'] : []),
      ...(record.handedOver ? ['handedOver'] : []),
    ],
    condition: and(
      ownedBy(record.owner),
      oneOf('outcome', movableFrom[outcome]),
      // As long as nobody has begun it, and the caller was promised nothing.
      record.handedOver && exists('handedOver'),
      isHandedOver(record) && !record.toldByEvent ? notExists('toldByEvent') : undefined,
    ),
  };
};

/** What a person has to look at stands behind the others: out of the way of the sweep, and found without reading the rest. */
const openToPersons = (record: RequestRecord): Item =>
  requestRecords.open.of({ ...record, deadlineAt: `${behindEveryTime}${record.deadlineAt}` });
