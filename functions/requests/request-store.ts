import { randomUUID } from 'node:crypto';
import {
  isStale,
  openPartition,
  requestKey,
  requestLifetimeMs,
  requestRecordSchema,
  type Outcome,
  type RequestRecord,
  type StoredResponse,
} from '#requests/request-record';
import type { Change, Item, Table } from '#runtime/table';
import type { Learned } from '#tracking/facts';

export interface Claim {
  requestId: string;
  solutionProvider: string;
  operation: string;
  clientId: string;
  bodyHash: string;
  request: RequestRecord['request'];
  /** Milliseconds since the epoch by which the claimer has stopped, whatever happens. */
  deadline: number;
}

/** `granted`: the call is ours to make. Otherwise the record of whoever made it before. */
export type ClaimResult = { granted: true; record: RequestRecord } | { granted: false; record: RequestRecord };

/** What AT&T’s answer settled, with items that have to be stored together with it. */
export interface Settlement {
  outcome: Extract<Outcome, 'succeeded' | 'rejected'>;
  response: StoredResponse;
  learned?: Learned | undefined;
  alsoPut?: readonly Item[];
}

/** Records of writes: claimed before AT&T is asked, settled after. @throws Problem `service-unavailable` */
export interface RequestStore {
  claim(claim: Claim): Promise<ClaimResult>;
  settle(record: RequestRecord, settlement: Settlement): Promise<void>;
  /** Nothing was sent, or AT&T did not look at it: the key is free again. */
  release(record: RequestRecord): Promise<void>;
  /** Moves a record nobody has settled yet; false when somebody did meanwhile. */
  move(record: RequestRecord, move: Move): Promise<boolean>;
  find(requestId: string): Promise<RequestRecord | undefined>;
  /** Unsettled records of a Solution Provider whose claimers had to be done by a time, oldest first. */
  open(solutionProvider: string, deadlineBefore: Date, limit: number, after?: Item): Promise<OpenRecords>;
}

/** What was found out about an outcome, and how. */
export interface Move {
  outcome: 'unknown' | 'succeeded' | 'not-applied' | 'needs-attention';
  evidence: string;
  learned?: Learned | undefined;
  readBack?: RequestRecord['readBack'];
}

export interface OpenRecords {
  records: RequestRecord[];
  next?: Item;
}

export const createRequestStore = (table: Table, now: () => number = Date.now): RequestStore => {
  const find = async (requestId: string): Promise<RequestRecord | undefined> => {
    const item = await table.get(requestKey(requestId));
    return item && requestRecordSchema.parse(item);
  };

  const claim = async (claimed: Claim): Promise<ClaimResult> => {
    const record = newRecord(claimed, now());
    const isOurs = await table.put(toItem(record), claimable(record, now()));
    if (isOurs) return { granted: true, record };
    const existing = await find(claimed.requestId);
    // Gone between the refusal and the read: released by its owner, so free to be claimed.
    if (!existing) return claim(claimed);
    // The SDK sends a request again when the answer to the first was lost; then the record in our way is our own.
    return existing.owner === record.owner ? { granted: true, record } : { granted: false, record: existing };
  };

  return {
    find,
    claim,
    settle: async (record, { outcome, response, learned, alsoPut = [] }) => {
      const { openPk: _openPk, openSk: _openSk, ...settled } = record;
      const item = toItem({ ...settled, outcome, response, learned, finishedAt: new Date(now()).toISOString() });
      if (alsoPut.length > 0) await table.putAll([item, ...alsoPut]);
      else await table.put(item);
    },
    release: async ({ requestId, owner }) => {
      await table.delete(requestKey(requestId), {
        expression: '#owner = :owner',
        names: { '#owner': 'owner' },
        values: { ':owner': owner },
      });
    },
    move: async (record, move) => (await table.update(changeFor(record, move, now()))) !== undefined,
    open: async (solutionProvider, deadlineBefore, limit, after) => {
      const page = await table.query({
        index: 'open',
        condition: 'openPk = :pk AND openSk < :before',
        values: { ':pk': openPartition(solutionProvider), ':before': deadlineBefore.toISOString() },
        limit,
        ...(after && { after }),
      });
      const records = page.items.map((item) => requestRecordSchema.parse(item));
      return { records, ...(page.next && { next: page.next }) };
    },
  };
};

/** A record a person has to look at may still be moved, by that person. */
const changeFor = (record: RequestRecord, { outcome, evidence, learned, readBack }: Move, nowMs: number): Change => ({
  key: requestKey(record.requestId),
  update: `SET ${[
    'outcome = :outcome',
    'evidence = list_append(evidence, :evidence)',
    'finishedAt = :now',
    ...(learned ? ['learned = :learned'] : []),
    ...(readBack ? ['readBack = :readBack'] : []),
    ...(record.tracked ? ['tracked = :tracked'] : []),
  ].join(', ')}${outcome === 'unknown' ? '' : ' REMOVE openPk, openSk'}`,
  condition: '#owner = :owner AND outcome IN (:inFlight, :unknown, :needsAttention)',
  names: { '#owner': 'owner' },
  values: {
    ':outcome': outcome,
    ':evidence': [evidence],
    ':now': new Date(nowMs).toISOString(),
    ':owner': record.owner,
    ':inFlight': 'in-flight',
    ':unknown': 'unknown',
    ':needsAttention': 'needs-attention',
    ...(learned && { ':learned': learned }),
    ...(readBack && { ':readBack': readBack }),
    ...(record.tracked && { ':tracked': record.tracked }),
  },
});

/** How a record stands to one who would claim it or look at it now. */
export const standingOf = (record: RequestRecord, nowMs: number): Outcome =>
  isStale(record, nowMs) ? 'unknown' : record.outcome;

const newRecord = (claim: Claim, nowMs: number): RequestRecord => {
  const { deadline, ...rest } = claim;
  const deadlineAt = new Date(deadline).toISOString();
  return {
    ...rest,
    outcome: 'in-flight',
    owner: randomUUID(),
    startedAt: new Date(nowMs).toISOString(),
    deadlineAt,
    evidence: [],
    openPk: openPartition(claim.solutionProvider),
    openSk: `${deadlineAt}#${claim.requestId}`,
    expiresAt: Math.ceil((nowMs + requestLifetimeMs) / 1000),
  };
};

const toItem = (record: RequestRecord): Item => ({ ...requestKey(record.requestId), ...record });

/** A key can be claimed when it was never used, has outlived its record, or is known to have done nothing with the same body. */
const claimable = ({ bodyHash }: RequestRecord, nowMs: number) => ({
  expression: 'attribute_not_exists(pk) OR expiresAt < :now OR (outcome = :notApplied AND bodyHash = :bodyHash)',
  values: { ':now': Math.floor(nowMs / 1000), ':notApplied': 'not-applied', ':bodyHash': bodyHash },
});
