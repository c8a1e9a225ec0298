import * as z from 'zod';
import { readAgain } from '#domain/json/parse-json';
import type { ParsedRequest } from '#domain/parsed-request';
import type { Cipher } from '#platform/data-keys/cipher';
import type { Audit } from '#requests/call-context';
import type { RequestRecord } from '#requests/request-record';

/** Which claim of which request a worker is to make. Nothing in it is of the call. */
export const handoverSchema = z.object({ requestId: z.string(), owner: z.string() });
export type Handover = z.infer<typeof handoverSchema>;

const text = z.string().optional();
const headSchema = z.object({
  callId: z.string(),
  trace: z.object({ traceId: z.string(), transactionId: z.string(), source: text }),
  audit: z.object({ actor: text, reason: text }).optional(),
});

/** What a worker has to know of a call beside its record, in which secrets are masked. */
export interface HandedOverCall extends z.output<typeof headSchema> {
  audit?: Audit | undefined;
  request: ParsedRequest;
}

/** What is sealed for one record cannot be opened as another’s. */
const placeOf = (requestId: string): string => `${requestId} handover`;

/** JSON has no line break unless it is put in for the eye, so the first one stands before the body. @throws Problem `service-unavailable` */
export const sealHandover = (
  cipher: Cipher,
  requestId: string,
  { callId, trace, audit, request: { body } }: HandedOverCall,
): Promise<NonNullable<RequestRecord['handedOver']>> => {
  const head = JSON.stringify({ callId, trace, audit });
  return cipher.seal(body ? `${head}\n${body.text}` : head, placeOf(requestId));
};

/** @throws Problem `service-unavailable`; Error when there is nothing, or it is not this record’s */
export const openHandover = async (
  cipher: Cipher,
  { requestId, handedOver, request: { path, query } }: RequestRecord,
): Promise<HandedOverCall> => {
  if (!handedOver) throw new Error('Nothing is handed over any more.');
  const opened = await cipher.open(handedOver, placeOf(requestId));
  const end = opened.indexOf('\n');
  const head = headSchema.parse(JSON.parse(end < 0 ? opened : opened.slice(0, end)));
  return { ...head, request: { path, query, ...(end >= 0 && { body: readAgain(opened.slice(end + 1)) }) } };
};
