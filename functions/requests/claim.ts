import { randomUUID } from 'node:crypto';
import { timestampOf } from '#domain/timestamp';
import type { Labels } from '#domain/labels';
import { and, equals, itemNotExists, lessThan, notExists, oneOf, or, type Condition } from '#platform/table/conditions';
import { requestRecords } from '#platform/table/keys';
import { finalOutcomes } from '#requests/request-outcome';
import type { RequestRecord } from '#requests/request-record';

export interface Claim {
  requestId: string;
  solutionProvider: string;
  operation: string;
  clientId: string;
  bodyHash: string;
  /** Whether a record’s `bodyHash`, with whichever key it was made, is of this body. @throws Problem `service-unavailable` */
  isSameBody: (bodyHash: string) => Promise<boolean>;
  request: RequestRecord['request'];
  labels?: Labels | undefined;
  /** What its caller may know the call by. */
  callIds: readonly string[];
  /** What AT&T is told the call by, in `x-trace-id`. */
  traceId?: string | undefined;
  /** The bulk write whose call it is. */
  bulkWriteId?: string | undefined;
  /** Of a write that is handed to a worker, as its record has them. */
  longestMs?: RequestRecord['longestMs'];
  handedOver?: RequestRecord['handedOver'];
  /** Milliseconds since the epoch by which the claimer has stopped, or a worker begun, whatever happens. */
  deadline: number;
}

export const newRecord = (claim: Claim, nowMs: number): RequestRecord => {
  const { deadline, isSameBody: _isSameBody, labels, callIds, ...rest } = claim;
  const startedAt = timestampOf(nowMs);
  const deadlineAt = timestampOf(deadline);
  const owner = randomUUID();
  return {
    ...rest,
    ...labels,
    callIds: [...callIds],
    outcome: 'in-flight',
    owner,
    startedAt,
    deadlineAt,
    evidence: [],
    ...requestRecords.list.of({ ...claim, startedAt }),
    ...requestRecords.open.of({ ...claim, deadlineAt }),
    expiresAt: requestRecords.lifetime.expiresAt(nowMs),
  };
};

/** Changes of a record that a later claim under its key goes on with; after so many the timeline begins anew. */
const mostChanges = 50;

export const timelineToGoOnWith = ({
  timeline = [],
  startedAt,
  firstStartedAt = startedAt,
}: RequestRecord): Pick<RequestRecord, 'timeline' | 'firstStartedAt'> =>
  timeline.length > 0 && timeline.length < mostChanges ? { timeline, firstStartedAt } : {};

export const isClaimable = async ({ outcome, bodyHash }: RequestRecord, { isSameBody }: Claim): Promise<boolean> =>
  outcome === 'not-sent' || (outcome === 'not-applied' && (await isSameBody(bodyHash)));

/**
 * A key can be claimed that was never used, has outlived a record that says how it ended, was used for what was not sent, or is
 * known to have done nothing with the same body. A record that has a timeline to go on with, or a fingerprint of before a
 * rotation, is read first.
 */
export const claimable = ({ bodyHash }: RequestRecord, nowMs: number): Condition =>
  or(
    itemNotExists,
    and(lessThan('expiresAt', Math.floor(nowMs / 1000)), oneOf('outcome', finalOutcomes)),
    and(
      or(equals('outcome', 'not-sent'), and(equals('outcome', 'not-applied'), equals('bodyHash', bodyHash))),
      notExists('timeline'),
    ),
  );
