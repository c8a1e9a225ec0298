import { randomUUID } from 'node:crypto';
import {
  isAbandoned,
  requestKey,
  requestRecordSchema,
  type RequestRecord,
  type StoredResponse,
} from '#requests/request-record';
import type { RequestOutcome } from '#requests/request-outcome';
import type { Item, Table } from '#platform/table/table';
import { claimable, isClaimable, newRecord, timelineToGoOnWith, type Claim } from '#requests/claim';
import {
  changeFor,
  completedItem,
  isHandedOver,
  isPromisedMeanwhile,
  lateCompletion,
  ownedBy,
  toItem,
  type Completion,
  type Transition,
} from '#requests/record-changes';
import { createHandedOver, type HandedOver } from '#requests/handed-over';
import { createRecordPages, type RecordPages } from '#requests/record-pages';
import { createRecordsOfCalls, type RecordsOfCalls } from '#requests/records-of-calls';
import { unlessUnderWay } from '#requests/stored-with';

/** `granted`: the call is ours to make. Otherwise the record of whoever made it before. */
export type ClaimResult = { granted: true; record: RequestRecord } | { granted: false; record: RequestRecord };

/** Records of writes: claimed before AT&T is asked, completed after. @throws Problem `service-unavailable` */
export interface RequestStore extends RecordPages, RecordsOfCalls, HandedOver {
  claim(claim: Claim): Promise<ClaimResult>;
  complete(record: RequestRecord, completion: Completion): Promise<void>;
  /** Nothing was sent: the key is free again. @param response what the caller is told, where somebody else tells him */
  release(record: RequestRecord, response?: StoredResponse): Promise<void>;
  /** Moves a record that has no final outcome yet; false when it has one by now. */
  transition(record: RequestRecord, move: Transition): Promise<boolean>;
  find(requestId: string): Promise<RequestRecord | undefined>;
}

export type { Completion, Transition };

export const createRequestStore = (table: Table, now: () => number): RequestStore => {
  const find = findIn(table);

  const release: RequestStore['release'] = async (record, response) => {
    await move(record, { outcome: 'not-sent', evidence: 'Nothing was sent to AT&T.', response });
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
    const standing = updated ? undefined : await find(record.requestId);
    if (standing && isPromisedMeanwhile(record, standing)) return move({ ...record, toldByEvent: true }, wanted);
    const isMoved = updated !== undefined || standing?.movedBy === movedBy;
    // What this leaves out is stored by the publisher, as the record has copies of it.
    if (isMoved) for (const item of wanted.alsoPut ?? []) await table.put(item, unlessUnderWay(item));
    return isMoved;
  };

  return {
    find,
    claim,
    complete: async (record, completion) => {
      if (isHandedOver(record)) await move(record, lateCompletion(completion));
      else await complete(table, record, completedItem(record, completion, now()), completion);
    },
    release,
    transition: move,
    ...createHandedOver(table, find),
    ...createRecordPages(table, now),
    ...createRecordsOfCalls(table, now, find),
  };
};

const findIn =
  (table: Pick<Table, 'get'>): RequestStore['find'] =>
  async (requestId) => {
    const item = await table.get(requestKey(requestId));
    return item && requestRecordSchema.parse(item);
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

/** How a record stands to one who would claim it or look at it now. */
export const currentOutcome = (record: RequestRecord, nowMs: number): RequestOutcome =>
  isAbandoned(record, nowMs) ? 'unknown' : record.outcome;
