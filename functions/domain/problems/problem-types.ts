import type { ProblemType } from '#domain/problems/problem-type';
import { resourceProblemTypes } from '#domain/problems/resource-problem-types';

/**
 * Every problem the gateway can answer with. Closed: nothing else leaves the gateway as an error.
 * Codes are part of the contract. One may be added; none may change its meaning or be used again for another.
 */
export const problemTypes = {
  ...resourceProblemTypes,
  'invalid-json': {
    status: 400,
    title: 'Invalid JSON',
    retryable: false,
    hint: 'Send one JSON document encoded in UTF-8.',
  },
  'invalid-csv': {
    status: 400,
    title: 'Invalid CSV',
    retryable: false,
    hint: 'Send a file after RFC 4180 in UTF-8, whose first line names the columns: docs/bulk-writes.md.',
  },
  'invalid-request': {
    status: 400,
    title: 'Invalid request',
    retryable: false,
    hint: 'Correct what `errors` lists: each names a member of the body (`pointer`) or a header, path or query parameter (`parameter`).',
  },
  'solution-provider-required': {
    status: 400,
    title: 'Solution Provider required',
    retryable: false,
    hint: 'Name one of the Solution Providers you act for in the header `x-solution-provider-id`.',
  },
  'idempotency-key-required': {
    status: 400,
    title: 'Idempotency-Key header required',
    retryable: false,
    hint: 'Send the header `Idempotency-Key` with a value of your own: a new one for each new request, the same one for each repeat.',
  },
  unauthorized: {
    status: 401,
    title: 'Access token missing or invalid',
    retryable: false,
    hint: 'Get a token with the client-credentials grant and send it as `Authorization: Bearer <token>`.',
  },
  forbidden: {
    status: 403,
    title: 'Client not granted access',
    retryable: false,
    hint: 'Ask the operator of this gateway for a grant, and the token issuer for a token with the scopes of the operations you call.',
  },
  'solution-provider-not-granted': {
    status: 403,
    title: 'Solution Provider not granted',
    retryable: false,
    hint: 'Name a Solution Provider you act for, or ask the operator for a grant.',
  },
  'solution-provider-disabled': {
    status: 403,
    title: 'Solution Provider disabled',
    retryable: false,
    hint: 'Ask whoever runs this gateway; `detail` names them where they are stated. What AT&T works on for it is followed again once it is enabled.',
  },
  'solution-provider-read-only': {
    status: 403,
    title: 'Solution Provider read-only',
    retryable: false,
    hint: 'Ask whoever runs this gateway; `detail` names them where they are stated. Reads go on, and what AT&T works on is followed.',
  },
  'scope-not-granted': {
    status: 403,
    title: 'Scope not granted',
    retryable: false,
    hint: 'Ask the operator for a grant with the scope named in `detail`.',
  },
  'route-not-found': {
    status: 404,
    title: 'Route not found',
    retryable: false,
    hint: 'Compare method and path with the API reference.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    retryable: false,
    hint: 'The header `Allow` lists the methods it takes.',
  },
  'request-in-progress': {
    status: 409,
    title: 'Request in progress',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again; it is not carried out twice.',
  },
  'step-not-allowed': {
    status: 409,
    title: 'Step not allowed yet',
    retryable: false,
    hint: 'Do what `missing` names first; `nextSteps` says how. Nothing was sent to AT&T.',
  },
  'already-done': {
    status: 409,
    title: 'Already done or in progress',
    retryable: false,
    hint: 'Look at what was done first before you do anything: this answer names it as far as the gateway knows it. Nothing was sent to AT&T.',
  },
  'note-limit': {
    status: 409,
    title: 'Note limit reached',
    retryable: false,
    hint: 'Keep further notes in a document of your own and refer to it.',
  },
  'attestation-limit': {
    status: 409,
    title: 'Attestation limit reached',
    retryable: false,
    hint: 'Attest only what the next steps of the order wait for, with short evidence; read the order for what is known.',
  },
  'fact-already-known': {
    status: 409,
    title: 'Fact already known',
    retryable: false,
    hint: 'Read the order; its facts only ever move forward.',
  },
  'fact-not-retractable': {
    status: 409,
    title: 'Fact cannot be retracted',
    retryable: false,
    hint: 'Only what was attested and AT&T’s answers have not shown can be retracted; an order only while nothing is known of its sub-orders. Read the order.',
  },
  'request-settled': {
    status: 409,
    title: 'Request outcome cannot be stated',
    retryable: false,
    hint: 'Only a request that is `unknown` or `needs-attention` can be resolved. Read it again.',
  },
  'precondition-failed': {
    status: 412,
    title: 'Resource changed since it was read',
    retryable: false,
    hint: 'Read it again, decide again, and send its current `ETag` in `If-Match`.',
  },
  'not-applied': {
    status: 409,
    title: 'AT&T did not apply the change',
    retryable: true,
    hint: 'A read right after AT&T’s answer still shows the old state. Look at it; the same request may be sent again under the same key.',
  },
  'request-too-large': {
    status: 413,
    title: 'Request body too large',
    retryable: false,
    hint: 'Send a smaller body; split the work over several calls. A read takes at most 1 MB; a write at most 190,000 bytes, because its record is kept.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    retryable: false,
    hint: 'Send `Content-Type: application/json`; a bulk write may be `text/csv` as well.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key used for another request',
    retryable: false,
    hint: 'Use a new key for a new request. Nothing was sent to AT&T.',
  },
  'upstream-rejected': {
    status: 422,
    title: 'AT&T rejected the request',
    retryable: false,
    hint: 'Nothing was changed at AT&T; `upstream` has its status and the reason it gave, if any. Send a corrected write under a new `Idempotency-Key`: the same key is answered with this refusal again.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again.',
  },
  'too-many-line-changes': {
    status: 429,
    title: 'Too many sensitive changes of the line',
    retryable: true,
    hint: 'If nobody of yours asked for the changes before, look at them: GET /v1/tracking/lines/{subscriberNumber}. Otherwise wait as long as `Retry-After` says, then send the same request again. Nothing was sent to AT&T.',
  },
  'client-limit-reached': {
    status: 429,
    title: 'Rate limit or quota of the client reached',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again. Nothing was done. Every answer says in `RateLimit` what is left; the operator can grant the client more.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error of the gateway',
    retryable: true,
    hint: 'Send the same request again, a write with the same `Idempotency-Key`; without one, read first whether it was carried out. If it stays, give the operator the `callId`.',
  },
  'operation-not-bound': {
    status: 501,
    title: 'Operation not bound to an AT&T address',
    retryable: false,
    hint: 'The operator states host and path in the tenant file; `detail` names the setting.',
  },
  'upstream-failed': {
    status: 502,
    title: 'No usable answer from AT&T',
    retryable: true,
    hint: 'Try again later. Where AT&T answered, this answer has the status it answered with.',
  },
  'upstream-credentials-refused': {
    status: 502,
    title: 'AT&T rejected the Solution Provider’s credentials',
    retryable: false,
    hint: 'The operator must check the credentials stored for this Solution Provider.',
  },
  'credentials-unavailable': {
    status: 503,
    title: 'Solution Provider’s credentials unavailable',
    retryable: true,
    hint: 'Try again later; if it stays, the operator must store credentials for this Solution Provider.',
  },
  'service-unavailable': {
    status: 503,
    title: 'Gateway temporarily unavailable',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again.',
  },
  'upstream-unavailable': {
    status: 503,
    title: 'AT&T temporarily unavailable',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again. Nothing was changed at AT&T.',
  },
  'upstream-timeout': {
    status: 504,
    title: 'AT&T did not answer in time',
    retryable: true,
    hint: 'Try again later, a write under the same `Idempotency-Key` only: it is never done twice.',
  },
} as const satisfies Record<string, ProblemType>;

export type ProblemCode = keyof typeof problemTypes;
