import type { ProblemType } from '#domain/problems/problem-type';

/** Problems with the gateway’s own resources: one is not there, or does not take what is asked of it. */
export const resourceProblemTypes = {
  'request-not-found': {
    status: 404,
    title: 'There is no such request',
    retryable: false,
    hint: 'Requests are kept for 30 days and seen by the Solution Provider they were made for.',
  },
  'order-not-found': {
    status: 404,
    title: 'No such order is tracked',
    retryable: false,
    hint: 'An order born elsewhere is tracked from the first attestation or step that names its quote.',
  },
  'tracked-item-not-found': {
    status: 404,
    title: 'No such port-in, activation or PDP batch is tracked',
    retryable: false,
    hint: 'One that was not asked for through this gateway is tracked from the first time it is read through it.',
  },
  'webhook-endpoint-not-found': {
    status: 404,
    title: 'There is no such webhook endpoint',
    retryable: false,
    hint: 'List the endpoints of the Solution Provider: GET /v1/webhook-endpoints.',
  },
  'event-not-found': {
    status: 404,
    title: 'There is no such event',
    retryable: false,
    hint: 'Events are kept for 30 days and seen by the Solution Provider they are about: GET /v1/events.',
  },
  'bulk-write-not-found': {
    status: 404,
    title: 'There is no such bulk write',
    retryable: false,
    hint: 'Bulk writes are kept for 30 days and seen by the Solution Provider they were submitted for: GET /v1/bulk-writes.',
  },
  'webhook-endpoint-limit': {
    status: 409,
    title: 'The Solution Provider has as many webhook endpoints as it can have',
    retryable: false,
    hint: 'Delete one that is not used any more.',
  },
  'webhook-endpoint-disabled': {
    status: 409,
    title: 'The webhook endpoint is switched off',
    retryable: false,
    hint: 'Switch it on first: PATCH /v1/webhook-endpoints/{endpointId} with `enabled: true`.',
  },
  'bulk-write-ended': {
    status: 409,
    title: 'The bulk write cannot be changed any more',
    retryable: false,
    hint: 'One that is cancelled or finished stays so. Submit what is left as a new bulk write, under a new key.',
  },
} as const satisfies Record<string, ProblemType>;
