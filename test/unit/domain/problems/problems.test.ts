import { largestKeptBytes } from '#requests/kept-text';
import { maximumBodyBytes } from '#api/request-body';
import { Problem, problemDocument, problemTypes, problemTypeUri, type ProblemCode } from '#domain/problems/problems';
import { jsonResponse, problemResponse } from '#api/response';

const codes = Object.keys(problemTypes) as ProblemCode[];

/** What partners may have built on. A line here is never changed or taken out; a new code gets a new one. */
const published = {
  'invalid-json': 400,
  'invalid-request': 400,
  'solution-provider-required': 400,
  'idempotency-key-required': 400,
  unauthorized: 401,
  forbidden: 403,
  'solution-provider-not-granted': 403,
  'scope-not-granted': 403,
  'route-not-found': 404,
  'request-not-found': 404,
  'order-not-found': 404,
  'method-not-allowed': 405,
  'request-in-progress': 409,
  'step-not-allowed': 409,
  'already-done': 409,
  'precondition-failed': 412,
  'request-too-large': 413,
  'unsupported-media-type': 415,
  'idempotency-key-reused': 422,
  'upstream-rejected': 422,
  'too-many-requests': 429,
  'client-limit-reached': 429,
  'internal-error': 500,
  'operation-not-bound': 501,
  'upstream-failed': 502,
  'upstream-credentials-refused': 502,
  'credentials-unavailable': 503,
  'service-unavailable': 503,
  'upstream-unavailable': 503,
  'upstream-timeout': 504,
} satisfies Partial<Record<ProblemCode, number>>;

describe('problem codes', () => {
  test('that were ever published still exist and keep their status', () => {
    const statuses = Object.fromEntries(codes.map((code) => [code, problemTypes[code].status]));
    expect(statuses).toMatchObject(published);
  });

  test.each(codes)('%s says what is wrong and what to do', (code) => {
    const { status, title, hint, retryable } = problemTypes[code];
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].{5,80}[^.]$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
    expect(typeof retryable).toBe('boolean');
    expect(new Problem(code).status).toBe(status);
  });

  test('are told apart by their titles', () => {
    expect(new Set(codes.map((code) => problemTypes[code].title)).size).toBe(codes.length);
  });

  test('never promise a repeat for what the caller has to change first', () => {
    const retryable = codes.filter((code) => problemTypes[code].retryable && problemTypes[code].status < 500);
    const unchangedLater: ProblemCode[] = [
      ...(['too-many-requests', 'client-limit-reached', 'too-many-line-changes', 'webhook-sending-limit'] as const),
      ...(['request-in-progress', 'redelivery-running', 'not-applied'] as const),
    ];
    expect(retryable.filter((code) => !unchangedLater.includes(code))).toEqual([]);
  });
});

describe('a problem document', () => {
  test('has the members of RFC 9457 and ours', () => {
    const problem = new Problem('invalid-request', { errors: [{ pointer: '/a', detail: 'is required' }] });
    expect(problemDocument(problem, 'r-1')).toEqual({
      type: 'urn:att-partner-gateway:problem:invalid-request',
      title: 'Invalid request',
      status: 400,
      code: 'invalid-request',
      retryable: false,
      hint: expect.any(String) as string,
      callId: 'r-1',
      errors: [{ pointer: '/a', detail: 'is required' }],
    });
    expect(problemTypeUri('forbidden')).toBe('urn:att-partner-gateway:problem:forbidden');
  });

  test('may carry a hint more precise than its type’s', () => {
    expect(problemDocument(new Problem('forbidden', { hint: 'Ask Ada.' }), 'r')).toMatchObject({ hint: 'Ask Ada.' });
  });

  test('cannot have its code or status overwritten by details', () => {
    const details = { detail: 'x', upstream: { status: 400, code: 'E1', message: 'no' } };
    expect(problemDocument(new Problem('upstream-rejected', details), 'r')).toMatchObject({ status: 422, ...details });
  });
});

describe('an error response', () => {
  test('is a problem document that nobody stores', () => {
    expect(problemResponse(new Problem('forbidden'), 'r-1')).toMatchObject({
      statusCode: 403,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-request-id': 'r-1' },
    });
  });

  test.each([
    [30, '30'],
    [0, '1'],
  ])('asks to wait %i seconds with Retry-After %s', (retryAfterSeconds, expected) => {
    const response = problemResponse(new Problem('upstream-unavailable', { retryAfterSeconds }), 'r');
    expect(response.headers).toMatchObject({ 'retry-after': expected });
    expect(JSON.parse(response.body)).not.toHaveProperty('retryAfterSeconds');
  });

  test('asks for no wait where there is nothing to wait for', () => {
    expect(problemResponse(new Problem('forbidden'), 'r').headers).not.toHaveProperty('retry-after');
  });

  test.each([new Error('canary-4711'), 'canary-4711', { canary: 4711 }, undefined, null])(
    'to something unforeseen says no more than that: %p',
    (error) => {
      const response = problemResponse(error, 'r');
      expect(response.statusCode).toBe(500);
      expect(response.body).not.toContain('4711');
      expect(JSON.parse(response.body)).toMatchObject({ code: 'internal-error', callId: 'r' });
    },
  );
});

test('an answer is AT&T’s own text, byte for byte', () => {
  const text = '{ "n": 1.0,\n "n2": 12345678901234567890 }';
  expect(jsonResponse(200, text, 'r')).toMatchObject({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': 'r' },
    body: text,
  });
});

test('the sizes a too large body is told of are those it is refused by', () => {
  const { hint } = problemTypes['request-too-large'];
  expect(maximumBodyBytes).toBe(1024 * 1024);
  expect(hint).toContain('at most 1 MB');
  expect(hint).toContain(`at most ${largestKeptBytes.toLocaleString('en-US')} bytes`);
});
