import type { UpstreamResult } from '#att/upstream-call';
import { TransportError } from '#att/transport';
import { createHandler } from '#api/read-handler';
import type { Operation } from '#domain/define-operation';
import { dependenciesOver, testDependencies } from '../../support/dependencies';
import { fakeAttClient, fakeTransport, pairOf, wireAnswer } from '../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { boundBinding, readThing, testSettings, writeThing } from '../../support/operations';

type Parts = Parameters<typeof gatewayEvent>[0];

const thing = { thingId: 'ab' };
const readEvent = (parts: Parts = {}) => gatewayEvent({ method: 'GET', path: { thingId: 'ab' }, ...parts });
const writeEvent = (parts: Parts = {}) => gatewayEvent({ body: { name: 'x' }, ...parts });

const succeeded: UpstreamResult = { answer: wireAnswer(200, thing), verdict: { outcome: 'succeeded', body: thing } };

describe('a sound call', () => {
  test('is answered with AT&T’s own status and text', async () => {
    const text = '{ "thingId": "ab", "price": 10.00, "big": 12345678901234567890 }';
    const transport = fakeTransport(wireAnswer(201, text));
    const response = await createHandler(readThing, dependenciesOver(transport))(readEvent(), lambdaContext());
    expect(response).toMatchObject({ statusCode: 201, body: text, headers: { 'x-request-id': 'gateway-1' } });
  });

  test('reaches AT&T with the caller’s body byte for byte, and the Solution Provider’s credentials', async () => {
    const transport = fakeTransport(wireAnswer(200, { success: true }));
    const body = '{"name":"x","big":12345678901234567890,"price":1.10,"none":null}';
    await createHandler(writeThing, dependenciesOver(transport))(
      writeEvent({ body, headers: { 'x-trace-id': 't-1', 'x-transaction-id': 'x-1' } }),
      lambdaContext(),
    );
    expect(transport.sent).toHaveLength(1);
    const { request } = transport.sent[0]!;
    expect(request.body).toBe(body);
    expect(request.headers).toMatchObject({
      client_id: pairOf('SP-A').clientId,
      client_secret: pairOf('SP-A').clientSecret,
      'x-trace-id': 't-1',
      'x-transaction-id': 'x-1',
    });
  });

  test('of a Connector uses the named Solution Provider’s credentials and no others', async () => {
    const transport = fakeTransport(wireAnswer(200, thing));
    const secrets = {
      'test/A/mobility': { current: pairOf('A') },
      'test/B/mobility': { current: pairOf('B') },
    };
    const deps = dependenciesOver(transport, secrets);
    const handler = createHandler(readThing, deps);
    const caller = { solutionProviders: ['A', 'B'] };
    const forSp = (id: string) => readEvent({ caller, headers: { 'x-solution-provider-id': id } });
    await Promise.all(['A', 'B', 'A', 'B'].map((id) => handler(forSp(id), lambdaContext())));
    expect(transport.sent.map(({ request }) => request.headers['client_id']).toSorted()).toEqual([
      pairOf('A').clientId,
      pairOf('A').clientId,
      pairOf('B').clientId,
      pairOf('B').clientId,
    ]);
    expect(deps.secretsManager.asked.toSorted()).toEqual(['test/A/mobility', 'test/B/mobility']);
  });

  test.each([
    [29_000, 25_000],
    [10_000, 8_500],
  ])('with %i ms left has to be answered within %i', async (remainingMs, budgetMs) => {
    const att = fakeAttClient(succeeded);
    const before = Date.now();
    await createHandler(readThing, testDependencies({ att }))(readEvent(), lambdaContext(remainingMs));
    expect(att.calls[0]!.deadline - before).toBeGreaterThanOrEqual(budgetMs);
    expect(att.calls[0]!.deadline - before).toBeLessThan(budgetMs + 1_000);
  });

  test('that comes with no time left is not sent, so that nobody has to wonder whether it was', async () => {
    const transport = fakeTransport(wireAnswer(200, { success: true }));
    const response = await createHandler(writeThing, dependenciesOver(transport))(writeEvent(), lambdaContext(1_000));
    expect(response.statusCode).toBe(504);
    expect(transport.sent).toEqual([]);
  });
});

describe('nothing reaches AT&T, and no secret is read, when', () => {
  const unbound = testSettings({ bindings: { 'read-thing': boundBinding(), 'write-thing': { ...boundBinding() } } });
  delete unbound.bindings['write-thing']!.baseUrl;

  test.each<[string, Parts, number, string]>([
    ['nobody vouched for the caller', { caller: null }, 401, 'unauthorized'],
    ['the scope is missing', { caller: { scopes: ['mobility:read'] } }, 403, 'scope-not-granted'],
    ['the caller acts for nobody', { caller: { solutionProviders: [] } }, 403, 'solution-provider-not-granted'],
    ['a Connector names none', { caller: { solutionProviders: ['A', 'B'] } }, 400, 'solution-provider-required'],
    [
      'another Solution Provider is named',
      { headers: { 'x-solution-provider-id': 'SP-B' } },
      403,
      'solution-provider-not-granted',
    ],
    ['the body is not JSON', { body: '{' }, 400, 'invalid-json'],
    ['the body is empty', { body: '' }, 400, 'invalid-request'],
    ['a member is missing', { body: {} }, 400, 'invalid-request'],
    ['the body is nested 3,000 levels deep', { body: '['.repeat(3_000) + ']'.repeat(3_000) }, 400, 'invalid-request'],
    ['the body is over 1 MB', { body: 'x'.repeat(1_048_577) }, 413, 'request-too-large'],
    ['the content type is wrong', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    ['a trace header carries a line break', { headers: { 'x-trace-id': 'a\r\nb' } }, 400, 'invalid-request'],
  ])('%s', async (_, parts, status, code) => {
    const deps = dependenciesOver(fakeTransport(wireAnswer(200, { success: true })));
    const response = await createHandler(writeThing, deps)(writeEvent(parts), lambdaContext());
    expect(response.statusCode).toBe(status);
    expect(response.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(JSON.parse(response.body)).toMatchObject({ status, code, callId: 'gateway-1' });
    expect(deps.secretsManager.asked).toEqual([]);
  });

  test.each([
    ['without a base URL', unbound],
    ['without a binding', testSettings({ bindings: {} })],
  ])('the operation is %s; the answer names the setting', async (_, settings) => {
    const transport = fakeTransport(wireAnswer(200, { success: true }));
    const deps = { ...dependenciesOver(transport), settings };
    const response = await createHandler(writeThing, deps)(writeEvent(), lambdaContext());
    expect(response.statusCode).toBe(501);
    expect(JSON.parse(response.body)).toMatchObject({
      code: 'operation-not-bound',
      detail: expect.stringContaining("bindings['write-thing']") as string,
    });
    expect(transport.sent).toEqual([]);
  });

  test('a path parameter would lead elsewhere', async () => {
    const transport = fakeTransport(wireAnswer(200, thing));
    const handler = createHandler(readThing, dependenciesOver(transport));
    for (const thingId of ['..', '%2e%2e', '%2E.']) {
      const response = await handler(readEvent({ path: { thingId } }), lambdaContext());
      expect(response.statusCode).toBe(400);
    }
    expect(transport.sent).toEqual([]);
  });

  test('who calls is asked before what is called for', async () => {
    const deps = dependenciesOver(fakeTransport(wireAnswer(200, thing)));
    const worst = writeEvent({ caller: { scopes: [], solutionProviders: [] }, body: '{' });
    const response = await createHandler(writeThing, deps)(worst, lambdaContext());
    expect(JSON.parse(response.body)).toMatchObject({ code: 'scope-not-granted' });
  });
});

describe('what AT&T says becomes', () => {
  const transportOf = (answer: Parameters<typeof fakeTransport>[0]) => fakeTransport(answer);
  test.each<[string, Operation, Parameters<typeof fakeTransport>[0], number, Record<string, unknown>]>([
    [
      '422 when it refuses',
      writeThing,
      wireAnswer(400, { code: 'E7', message: 'No such plan.' }),
      422,
      { code: 'upstream-rejected', upstream: { status: 400, code: 'E7', message: 'No such plan.' } },
    ],
    [
      '422 when a 200 says it failed',
      writeThing,
      wireAnswer(200, { isSuccess: false, message: 'No.' }),
      422,
      { code: 'upstream-rejected', upstream: { status: 200, message: 'No.' } },
    ],
    [
      '422 when a 200 says it in the operation’s own way',
      writeThing,
      wireAnswer(200, { success: false }),
      422,
      { code: 'upstream-rejected', upstream: { status: 200 } },
    ],
    ['200 for a 404 that is an answer', readThing, wireAnswer(404, { message: 'No thing found.' }), 200, {}],
    ['422 for any other 404', readThing, wireAnswer(404, { message: 'Not Found' }), 422, { code: 'upstream-rejected' }],
    [
      '502 for an empty 200',
      readThing,
      wireAnswer(200, ''),
      502,
      { code: 'upstream-failed', upstream: { status: 200 } },
    ],
    ['502 for HTML', readThing, wireAnswer(200, '<html>'), 502, { code: 'upstream-failed' }],
    ['502 for an error page', writeThing, wireAnswer(500, '<html>canary-4711'), 502, { upstream: { status: 500 } }],
    ['502 for a redirect', readThing, wireAnswer(302, '', { location: 'x' }), 502, { upstream: { status: 302 } }],
    ['503 for 429', writeThing, wireAnswer(429, {}), 503, { code: 'upstream-unavailable', retryable: true }],
    ['502 for refused credentials', writeThing, wireAnswer(401, {}), 502, { code: 'upstream-credentials-refused' }],
    ['504 for silence', readThing, new TransportError('timeout', true), 504, { code: 'upstream-timeout' }],
    ['503 for no connection', writeThing, new TransportError('connect', false), 503, { code: 'upstream-unavailable' }],
    ['502 for a truncated answer', readThing, new TransportError('truncated', true), 502, { code: 'upstream-failed' }],
    ['502 for a reset', readThing, new TransportError('reset', true), 502, { code: 'upstream-failed' }],
    ['502 for far too much', readThing, new TransportError('too-large', true), 502, { code: 'upstream-failed' }],
  ])('%s', async (_, operation, answer, status, document) => {
    const deps = dependenciesOver(transportOf(answer));
    const event = operation === readThing ? readEvent() : writeEvent();
    const response = await createHandler(operation, deps)(event, lambdaContext());
    expect(response.statusCode).toBe(status);
    expect(JSON.parse(response.body)).toMatchObject(document);
    expect(response.body).not.toContain('4711');
  });

  test.each([
    ['AT&T’s own', { 'retry-after': '60' }, '60'],
    ['ours', {}, '5'],
  ])('a wait with Retry-After, %s', async (_, headers, expected) => {
    const deps = dependenciesOver(fakeTransport(wireAnswer(429, {}, headers)));
    const response = await createHandler(writeThing, deps)(writeEvent(), lambdaContext());
    expect(response.headers).toMatchObject({ 'retry-after': expected });
  });
});
