import { randomUUID } from 'node:crypto';
import {
  isAbandoned,
  requestKey,
  requestRecordSchema,
  type RequestRecord,
  type StoredResponse,
  type UndatedAnswer,
} from '#requests/request-record';
import { kept } from '#requests/kept-text';
import { isFinalOutcome, type FinalOutcome, type RequestOutcome } from '#requests/request-outcome';
import { requestRecords } from '#platform/table/keys';
import { and, equals, oneOf, type Condition } from '#platform/table/conditions';
import type { Change, Item, Table } from '#platform/table/table';
import { claimable, isClaimable, newRecord, timelineToGoOnWith, type Claim } from '#requests/claim';
import { behindEveryTime, createRecordPages, type RecordPages } from '#requests/record-pages';
import { createRecordsOfCalls, type RecordsOfCalls } from '#requests/records-of-calls';
import { unlessUnderWay } from '#requests/stored-with';
import type { TrackingUpdate } from '#domain/order/facts';

/** `granted`: the call is ours to make. Otherwise the record of whoever made it before. */
export type ClaimResult = { granted: true; record: RequestRecord } | { granted: false; record: RequestRecord };

/** What AT&T’s answer decided, with items that have to be stored together with it. */
export interface Completion {
  outcome: Extract<FinalOutcome, 'succeeded' | 'rejected'>;
  response: StoredResponse;
  learned?: TrackingUpdate | undefined;
  /** AT&T’s id of what the write made. */
  attReference?: string | undefined;
  alsoPut?: readonly Item[];
}

/** Records of writes: claimed before AT&T is asked, completed after. @throws Problem `service-unavailable` */
export interface RequestStore extends RecordPages, RecordsOfCalls {
  claim(claim: Claim): Promise<ClaimResult>;
  complete(record: RequestRecord, completion: Completion): Promise<void>;
  /** Nothing was sent: the key is free again. */
  release(record: RequestRecord): Promise<void>;
  /** Moves a record that has no final outcome yet; false when it has one by now. */
  transition(record: RequestRecord, move: Transition): Promise<boolean>;
  find(requestId: string): Promise<RequestRecord | undefined>;
}

/** What was found out about an outcome, and how. */
export interface Transition {
  outcome: Exclude<RequestOutcome, 'in-flight'>;
  evidence: string;
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

export const createRequestStore = (table: Table, now: () => number): RequestStore => {
  const find = async (requestId: string): Promise<RequestRecord | undefined> => {
    const item = await table.get(requestKey(requestId));
    return item && requestRecordSchema.parse(item);
  };

  const release = async (record: RequestRecord): Promise<void> => {
    await move(record, { outcome: 'not-sent', evidence: 'Nothing was sent to AT&T.' });
  };

  const attempt = async (claimed: Claim, record: RequestRecord): Promise<ClaimResult> => {
    const isOurs = await table.put(toItem(record), claimable(record, now()));
    if (isOurs) return { granted: true, record };
    const existing = await find(claimed.requestId);
    // Gone between the refusal and the read: it had expired.
    if (!existing) return claim(claimed);
    // The SDK sends a request again when the answer to the first was lost; then the record in our way is our own.
    if (existing.owner === record.owner) return { granted: true, record: existing };
    if (!(await isClaimable(existing, claimed))) return { granted: false, record: existing };
    const next = { ...record, ...timelineToGoOnWith(existing) };
    return (await table.put(toItem(next), ownedBy(existing.owner)))
      ? { granted: true, record: next }
      : attempt(claimed, record);
  };

  const claim = async (claimed: Claim): Promise<ClaimResult> => {
    const record = newRecord(claimed, now());
    try {
      return await attempt(claimed, record);
    } catch (error) {
      // The claim may have been written and only its answer lost. Nobody will act on it, so it must not stand.
      await release(record).catch(() => undefined);
      throw error;
    }
  };

  /** An update that comes again because its answer was lost is refused; then the standing record says that it was ours. */
  const move = async (record: RequestRecord, wanted: Transition): Promise<boolean> => {
    const movedBy = randomUUID();
    const updated = await table.update(changeFor(record, wanted, { movedBy, nowMs: now() }));
    const isMoved = updated !== undefined || (await find(record.requestId))?.movedBy === movedBy;
    // What this leaves out is stored by the publisher, as the record has copies of it.
    if (isMoved) for (const item of wanted.alsoPut ?? []) await table.put(item, unlessUnderWay(item));
    return isMoved;
  };

  return {
    find,
    claim,
    complete: (record, completion) => complete(table, record, completedItem(record, completion, now()), completion),
    release,
    transition: move,
    ...createRecordPages(table),
    ...createRecordsOfCalls(table, now, find),
  };
};

/** A batch takes no condition. Whoever may have claimed the key after us did so long after we had to stop. */
const complete = async (
  table: Table,
  { owner }: RequestRecord,
  completed: Item,
  { alsoPut = [] }: Completion,
): Promise<void> => {
  const isOurs = ownedBy(owner);
  if (alsoPut.length === 0) await table.put(completed, isOurs);
  else await table.putAll([completed, ...alsoPut], (left) => (left === completed ? isOurs : unlessUnderWay(left)));
};

const completedItem = (
  record: RequestRecord,
  { outcome, response, learned, attReference, alsoPut = [] }: Completion,
  nowMs: number,
): Item => {
  const finishedAt = new Date(nowMs).toISOString();
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
  return keptResponse
    ? { response: keptResponse, evidence }
    : { evidence: [...evidence, 'AT&T answered; the answer is too large to be kept for repeats.'] };
};

const ownedBy = (owner: string): Condition => equals('owner', owner);

/**
 * Outcomes a record may have before it is moved to another. What becomes `unknown` was being worked on; a record a person
 * has to look at is moved on by that person, by a read that could tell after all, or by a kept answer that is judged anew.
 */
const movableFrom: Record<Transition['outcome'], readonly RequestOutcome[]> = {
  unknown: ['in-flight'],
  'not-sent': ['in-flight', 'unknown', 'needs-attention'],
  succeeded: ['in-flight', 'unknown', 'needs-attention'],
  rejected: ['unknown', 'needs-attention'],
  'not-applied': ['in-flight', 'unknown', 'needs-attention'],
  'needs-attention': ['in-flight', 'unknown'],
};

const changeFor = (
  record: RequestRecord,
  { outcome, evidence, learned, readBack, attReference, alsoPut = [], upstreamAnswer, response }: Transition,
  { movedBy, nowMs }: { movedBy: string; nowMs: number },
): Change => {
  const at = new Date(nowMs).toISOString();
  // Of one that never was unknown the caller has heard in the answer.
  const isTold = outcome === 'unknown' || record.outcome !== 'in-flight';
  // As long as nobody knows, it is kept: who loses it would take it for one of which nothing was sent.
  const expiresAt = isFinalOutcome(outcome) ? requestRecords.lifetime.expiresAt(nowMs) : undefined;
  const open = outcome === 'needs-attention' ? openToRules(record) : undefined;
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
    append: { evidence: [evidence], timeline: isTold ? [{ at, outcome }] : undefined },
    remove: [
      ...(outcome === 'unknown' || open ? [] : ['openPk', 'openSk']),
      ...(expiresAt === undefined ? ['expiresAt'] : []),
    ],
    condition: and(ownedBy(record.owner), oneOf('outcome', movableFrom[outcome])),
  };
};

/** As long as a corrected rule may decide by the kept answer what a person has to look at, it stands behind the others. */
const openToRules = (record: RequestRecord): Item | undefined =>
  record.upstreamAnswer && !record.upstreamAnswer.isCut
    ? requestRecords.open.of({ ...record, deadlineAt: `${behindEveryTime}${record.deadlineAt}` })
    : undefined;

/** How a record stands to one who would claim it or look at it now. */
export const currentOutcome = (record: RequestRecord, nowMs: number): RequestOutcome =>
  isAbandoned(record, nowMs) ? 'unknown' : record.outcome;

const toItem = (record: RequestRecord): Item => ({ ...requestKey(record.requestId), ...record });
