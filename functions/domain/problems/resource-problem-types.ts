import type { ProblemType } from '#domain/problems/problem-type';

/** Problems with the gateway’s own resources: one is not there, or does not take what is asked of it. */
export const resourceProblemTypes = {
  'request-not-found': {
    status: 404,
    title: 'Request not found',
    retryable: false,
    hint: 'Requests are kept for 30 days and seen by the Solution Provider they were made for. A call has none that reads, only checks, or was refused before its write was begun. That none is found by the id of a call does not say that nothing was sent to AT&T: one just made may be found in a minute. A write whose answer you did not get: send it again under the same `Idempotency-Key`, which never does it twice; under another it may be. `GET /v1/requests?idempotencyKey=…` finds it at once.',
  },
  'order-not-found': {
    status: 404,
    title: 'Tracked order not found',
    retryable: false,
    hint: 'An order born elsewhere is tracked from the first attestation or step that names its quote.',
  },
  'tracked-item-not-found': {
    status: 404,
    title: 'Tracked port-in, activation or PDP batch not found',
    retryable: false,
    hint: 'One that was not asked for through this gateway is tracked from the first time it is read through it.',
  },
  'line-not-found': {
    status: 404,
    title: 'Line not known',
    retryable: false,
    hint: 'A line is known from the first change or read of it alone through this gateway: GET /v1/mobility/subscribers/details?subscriberNumber=….',
  },
  'webhook-endpoint-not-found': {
    status: 404,
    title: 'Webhook endpoint not found',
    retryable: false,
    hint: 'List the endpoints of the Solution Provider: GET /v1/webhook-endpoints.',
  },
  'event-not-found': {
    status: 404,
    title: 'Event not found',
    retryable: false,
    hint: 'Events are kept for 30 days and seen by the Solution Provider they are about: GET /v1/events.',
  },
  'bulk-write-not-found': {
    status: 404,
    title: 'Bulk write not found',
    retryable: false,
    hint: 'Bulk writes are kept for 30 days and seen by the Solution Provider they were submitted for: GET /v1/bulk-writes.',
  },
  'webhook-endpoint-limit': {
    status: 409,
    title: 'Webhook endpoint limit reached',
    retryable: false,
    hint: 'Delete one that is not used any more.',
  },
  'webhook-endpoint-disabled': {
    status: 409,
    title: 'Webhook endpoint disabled',
    retryable: false,
    hint: 'Switch it on first: PATCH /v1/webhook-endpoints/{endpointId} with `enabled: true`.',
  },
  'webhook-endpoint-unverified': {
    status: 409,
    title: 'Webhook endpoint not verified',
    retryable: false,
    hint: 'Have its `url` answer the challenge of `webhook-endpoint.verification`: docs/events.md. It is sent again by POST /v1/webhook-endpoints/{endpointId}/verification.',
  },
  'redelivery-running': {
    status: 409,
    title: 'Redelivery under way',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again; or read the events: GET /v1/events.',
  },
  'webhook-sending-limit': {
    status: 429,
    title: 'Too many webhooks asked for',
    retryable: true,
    hint: 'Wait as long as `Retry-After` says, then send the same request again. To have many events sent again, ask for a time: POST /v1/webhook-endpoints/{endpointId}/redelivery.',
  },
  'bulk-write-ended': {
    status: 409,
    title: 'Bulk write cannot be changed any more',
    retryable: false,
    hint: 'One that is cancelled or finished stays so. Submit what is left as a new bulk write, under a new key.',
  },
} as const satisfies Record<string, ProblemType>;
