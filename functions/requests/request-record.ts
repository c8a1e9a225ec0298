import { createHash } from 'node:crypto';
import * as z from 'zod';
import { labelShape } from '#domain/labels';
import { requestRecords } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { keptTextSchema } from '#requests/kept-text';
import { requestOutcomes } from '#requests/request-outcome';
import { trackingUpdateSchema } from '#domain/order/facts';

const storedResponse = z.object({
  status: z.int(),
  contentType: z.string(),
  body: keptTextSchema,
  /** Headers that are this answer’s own: `warning`, `retry-after`. */
  headers: z.record(z.string(), z.string()).optional(),
});
export type StoredResponse = z.infer<typeof storedResponse>;

/** What AT&T said to a write when nobody could tell what it means: masked, limited and sealed. */
const keptAnswer = z.object({
  status: z.int(),
  /** Its media type. */
  contentType: z.string().optional(),
  receivedAt: z.iso.datetime(),
  /** Its end is missing: it broke off, came too late or was too long. */
  isCut: z.literal(true).optional(),
  sealed: z.instanceof(Uint8Array<ArrayBuffer>),
  keyId: z.string(),
});
export type KeptAnswer = z.output<typeof keptAnswer>;

/** Its time is that of the record’s change. */
export type UndatedAnswer = Omit<KeptAnswer, 'receivedAt'>;

export const requestRecordSchema = z.object({
  requestId: z.string(),
  solutionProvider: z.string(),
  operation: z.string(),
  clientId: z.string(),
  outcome: z.enum(requestOutcomes),
  /** Who may finish the record: one value per claim. */
  owner: z.string(),
  /** Fingerprint of the request as it was sent, made with a key that is kept elsewhere. */
  bodyHash: z.string(),
  startedAt: z.iso.datetime(),
  /** When the claiming process has certainly stopped. After it an `in-flight` record is as good as `unknown`. */
  deadlineAt: z.iso.datetime(),
  /** Of a write that is handed to a worker: AT&T may be asked, and waited for, so many milliseconds after the claim. */
  longestMs: z.int().optional(),
  /** What its worker has to know beside the record, as long as none has begun; then nothing was sent. */
  handedOver: z.object({ sealed: z.instanceof(Uint8Array<ArrayBuffer>), keyId: z.string() }).optional(),
  /** One value per worker: the one that has begun. */
  begunBy: z.string().optional(),
  /** Its caller was answered before it had ended, and hears of the end as an event. */
  toldByEvent: z.literal(true).optional(),
  finishedAt: z.iso.datetime().optional(),
  /** One value per move, by which the mover knows its own again. */
  movedBy: z.string().optional(),
  response: storedResponse.optional(),
  /** AT&T’s answer to the read that settled an unknown outcome. */
  readBack: z.object({ operation: z.string(), body: keptTextSchema }).optional(),
  /** AT&T’s answer to the write, where nobody could tell what it means. */
  upstreamAnswer: keptAnswer.optional(),
  /** The caller’s parameters and body without their secret members: what a read-back needs. */
  request: z.object({
    path: z.record(z.string(), z.string()),
    query: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
  ...labelShape,
  /** What its caller may know the call by that claimed it: its `x-request-id`, and what API Gateway would answer with. */
  callIds: z.array(z.string()).optional(),
  /** What AT&T was told the call by, in `x-trace-id`. */
  traceId: z.string().optional(),
  /** The bulk write whose call it is. */
  bulkWriteId: z.string().optional(),
  /** AT&T’s id of what the write made. */
  attReference: z.string().optional(),
  /** What the answer tells of the order the call was about. */
  learned: trackingUpdateSchema.optional(),
  /** What it was found to be since it was first unknown, oldest first: the caller hears of each as an event. */
  timeline: z.array(z.object({ at: z.iso.datetime(), outcome: z.enum(requestOutcomes) })).optional(),
  /** When the key’s first claim was made, as long as it is claimed again for what was not applied: its timeline goes on. */
  firstStartedAt: z.iso.datetime().optional(),
  /** Key of the tracked item that waits for the outcome. */
  tracked: z.object({ pk: z.string(), sk: z.string() }).optional(),
  /** Items that are stored together with the outcome: copies, so that whoever finds one missing can store it. */
  storedWith: z.array(z.record(z.string(), z.unknown())).optional(),
  /** What was learned trying to find out. */
  evidence: z.array(z.string()).default([]),
  /** Partition and sort key of the index of records that are not settled; absent once they are. */
  openPk: z.string().optional(),
  openSk: z.string().optional(),
  /** Partition and sort key of the index of lists. */
  listPk: z.string().optional(),
  listSk: z.string().optional(),
  /** Seconds since the epoch; DynamoDB removes the item after it. Absent while it was asked and nobody knows the outcome. */
  expiresAt: z.int().optional(),
});
export type RequestRecord = z.output<typeof requestRecordSchema>;

/** What the ids of records look like. */
export const requestIdPattern = /^req_[\w-]{32}$/;

export const requestKey = (requestId: string): Key => requestRecords.key.of({ requestId });

/** Which call of which bulk write a write is. */
export interface BulkCallKey {
  bulkWrite: string;
  /** From 0. */
  call: number;
}

/** What a write is known by: a text that the caller chose or, of a call of a bulk write, what no caller can send. */
export type WriteKey = string | BulkCallKey;

/**
 * The same call has the same id whoever computes it: the id is made of Solution Provider, operation and key. It is no secret
 * and a plain hash, because keys that were rotated would have a repeat sent to AT&T again (docs/decisions/0061).
 */
export const requestRecordId = (solutionProvider: string, operation: string, key: WriteKey): string => {
  const known = typeof key === 'string' ? key : { bulkWrite: key.bulkWrite, call: key.call };
  const digest = createHash('sha256')
    .update(JSON.stringify([solutionProvider, operation, known]))
    .digest('base64url');
  return `req_${digest.slice(0, 32)}`;
};

/** Whether nobody works on the record any more although it says so. `graceMs` allows for clocks that differ. */
export const isAbandoned = (record: RequestRecord, nowMs: number, graceMs = 10_000): boolean =>
  record.outcome === 'in-flight' && nowMs > Date.parse(record.deadlineAt) + graceMs;
