const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
};

/** Headers a caller may send, by the name of their component. */
export const parameters = {
  SolutionProviderId: {
    name: 'x-solution-provider-id',
    in: 'header',
    description:
      'AT&T’s id of the Solution Provider the call is for. Required of a client that acts for several; otherwise it may be left out.',
    schema: { type: 'string' },
  },
  RequestId: {
    name: 'x-request-id',
    in: 'header',
    description:
      'Your own id of the call, a new one for each: it is on the answer, in logs, and finds the record of a write (`GET /v1/requests/{x-request-id}`). Given by the gateway when left out.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_.:-]{1,128}$' },
  },
  TraceId: {
    name: 'x-trace-id',
    in: 'header',
    description: 'Passed on to AT&T. The `x-request-id` when left out.',
    schema: { type: 'string', pattern: '^[ -~]{1,128}$' },
  },
  RequiredIdempotencyKey: {
    ...idempotencyKey,
    required: true,
    description:
      'A value of your own, new for each thing to be made: a random one, such as a UUID, and nothing made of a secret. Sent again with the same key, the request is not carried out again but answered as before. Kept for 30 days.',
  },
  IdempotencyKey: {
    ...idempotencyKey,
    description:
      'A value of your own: a random one, such as a UUID, and nothing made of a secret. Sent again with the same key, the request is answered as before. May be left out: carried out twice, it comes to the same.',
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`handling=validate`: go through everything that the call goes through until AT&T is asked; nothing is sent or kept. The answer is 200 with `CheckedWrite` (among the schemas) when AT&T would be asked, or what the call would be refused with now. Calls that need `Idempotency-Key` need it here too. `?validate=true` does the same. `respond-async`, of operations of AT&T’s that the operator has made by workers: 202 at once with the record of the request, whose end is told by an event; with `wait=<seconds>`, AT&T’s answer if it comes in that time. Elsewhere it is not heeded.',
    schema: { type: 'string', examples: ['handling=validate', 'respond-async', 'respond-async, wait=10'] },
  },
  CustomerReference: {
    name: 'x-customer-reference',
    in: 'header',
    description:
      'Your own name for it, nothing secret and no personal data. Kept on the request, in the history of the line, and on the order, port-in, activation or PDP batch unless that has one already; in their events, and a filter of the lists. Not sent to AT&T.',
    schema: { type: 'string', pattern: '^[ -~]{1,128}$' },
  },
  Metadata: {
    name: 'x-metadata',
    in: 'header',
    description:
      'Texts of your own by name, a structured field (RFC 9651): at most 20, names of at most 40 of a-z, 0-9, `_`, `.` and `-`, values of at most 200 printable ASCII characters, 2,000 characters in all. Kept, shown and told as `x-customer-reference` is. No personal data; what looks like a secret is kept as `[secret]`. Not sent to AT&T.',
    schema: { type: 'string', examples: ['shop="Berlin 3", ticket="T-4711"'] },
  },
  Actor: {
    name: 'x-actor',
    in: 'header',
    description:
      'Who asks for a sensitive change. Kept in the history of the line; required at AT&T’s production, unless the tenant says otherwise.',
    schema: { type: 'string', pattern: '^[ -~]{1,128}$' },
  },
  Reason: {
    name: 'x-reason',
    in: 'header',
    description:
      'Why a sensitive change is asked for. Kept in the history of the line; required at AT&T’s production, unless the tenant says otherwise.',
    schema: { type: 'string', pattern: '^[ -~]{1,256}$' },
  },
  CacheControl: {
    name: 'Cache-Control',
    in: 'header',
    description: '`no-cache`: AT&T is asked, also where the tenant lets answers be kept for a moment.',
    schema: { type: 'string', examples: ['no-cache'] },
  },
  OptionalIdempotencyKey: {
    ...idempotencyKey,
    description:
      'A value of your own: a random one, such as a UUID, and nothing made of a secret. Sent again with the same key, nothing is made a second time. May be left out; then a repeat makes another one.',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` you read, or several: if the resource has none of those versions now, 412 and nothing happens. Other calls that change something are refused with 400 when they have this header.',
    schema: { type: 'string', examples: ['"3"'] },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` you have, or several: if nothing has changed since, 304 without a body.',
    schema: { type: 'string', examples: ['"3"'] },
  },
};

/** What every answer has. */
export const everyAnswer = {
  'x-request-id': { $ref: '#/components/headers/RequestId' },
  'ratelimit-policy': { $ref: '#/components/headers/RateLimitPolicy' },
  ratelimit: { $ref: '#/components/headers/RateLimit' },
};

/** Answers without a body, by the name of their component. */
export const bodilessResponses = {
  Unchanged: {
    description: 'It still has a version that `If-None-Match` names.',
    headers: {
      ...everyAnswer,
      etag: { $ref: '#/components/headers/ETag' },
    },
  },
};

/** Headers of answers, by the name of their component. */
export const headers = {
  RequestId: {
    description:
      'The id of the call, `callId` in its problem. `GET /v1/requests/{x-request-id}` answers the record of a write.',
    schema: { type: 'string' },
  },
  RateLimitPolicy: {
    description:
      'How often your client may call, after draft-ietf-httpapi-ratelimit-headers: `q` calls in a window of `w` seconds. Absent where the tenant limits no clients, where the call could not be counted, and from what is refused before it reaches a function.',
    schema: { type: 'string', examples: ['"burst";q=250;w=10, "daily";q=500000;w=86400'] },
  },
  RateLimit: {
    description:
      'What is left of it: `r` calls, until in `t` seconds the window is over. A window that is not named is not known of.',
    schema: { type: 'string', examples: ['"burst";r=249;t=7, "daily";r=499120;t=40213'] },
  },
  RetryAfter: { description: 'Seconds to wait before calling again.', schema: { type: 'integer', minimum: 1 } },
  ETag: { description: 'The version of the resource, for `If-Match` and `If-None-Match`.', schema: { type: 'string' } },
  RequestRecord: {
    description: 'Address of the record of a write, on every answer to one that has a record.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  IdempotencyReplayed: {
    description:
      '`true` when the answer is that of an earlier call with the same key. Absent where that is not known any more and the record of the request answers instead.',
    schema: { const: 'true' },
  },
  PreferenceApplied: {
    description: '`respond-async` on a 202 that was asked for in `Prefer`.',
    schema: { const: 'respond-async' },
  },
  Warning: {
    description:
      'What is odd about a write that was made all the same, each as `299 - "text"`: members of its body that are not documented, with the nearest documented name; what could not be checked.',
    schema: { type: 'string' },
  },
  Age: {
    description:
      'Seconds since AT&T was asked; only when the tenant lets answers be kept for a moment and this is a kept one.',
    schema: { type: 'integer', minimum: 0 },
  },
  AnswerGuidance: {
    description: 'What AT&T’s answer means, as JSON of the gateway’s own; the body stays AT&T’s.',
    schema: { type: 'string', contentMediaType: 'application/json' },
  },
};
