import { createAttClient, retryAfterSecondsOf } from '#att/client';
import { TransportError, type WireAnswer, type WireRequest } from '#att/transport';
import { createCredentialStore } from '#credentials/credential-store';
import type { CredentialSecret } from '#credentials/secret';
import { parseJson } from '#runtime/parse-json';
import type { Operation } from '#operations/define-operation';
import {
  fakeSecretsManager,
  fakeTransport,
  fixedClock,
  pairOf,
  recordingLog,
  recordingMetrics,
  wireAnswer,
} from '../../support/fakes';
import { boundBinding, readThing, writeThing } from '../../support/operations';

type Replies = Parameters<typeof fakeTransport>;

const done = wireAnswer(200, { thingId: 'x', success: true });
const refused = wireAnswer(401, { error: 'Invalid Client' });
const budgetMs = 25_000;

const setUp = (replies: Replies, secret: CredentialSecret = { current: pairOf('SP-A') }) => {
  const clock = fixedClock();
  const log = recordingLog();
  const metrics = recordingMetrics();
  const secrets: Record<string, CredentialSecret | Error> = { 'p/SP-A/mobility': secret };
  const secretsManager = fakeSecretsManager(secrets);
  const credentials = createCredentialStore({ client: secretsManager, prefix: 'p', log, now: clock.now });
  const transport = fakeTransport(...replies);
  const client = createAttClient({ transport, credentials, log, metrics, now: clock.now, pause: clock.pause });
  const call = (operation: Operation, deadline = clock.now() + budgetMs) =>
    client.call({
      operation,
      binding: boundBinding({ method: operation.binding.method }),
      request: { path: {}, query: {}, ...(operation === writeThing ? { body: parseJson('{"name":"x"}') } : {}) },
      solutionProvider: 'SP-A',
      trace: { traceId: 't', transactionId: 'x' },
      requestId: 'r-1',
      deadline,
    });
  const idsUsed = () => transport.sent.map(({ request }) => request.headers['client_id']);
  return { call, clock, log, metrics, transport, secretsManager, secrets, idsUsed };
};

describe('how often AT&T is asked', () => {
  const retryLater = { 'retry-after': '1' };
  test.each<[string, WireAnswer | Error, number, number]>([
    ['no connection', new TransportError('connect', false), 3, 3],
    ['silence before the connection stood', new TransportError('timeout', false), 3, 3],
    ['silence', new TransportError('timeout', true), 3, 1],
    ['a reset', new TransportError('reset', true), 3, 1],
    ['a truncated answer', new TransportError('truncated', true), 3, 1],
    ['a far too large answer', new TransportError('too-large', true), 1, 1],
    ['429', wireAnswer(429, ''), 3, 3],
    ['429 with Retry-After', wireAnswer(429, '', retryLater), 3, 3],
    ['503 with Retry-After', wireAnswer(503, '', retryLater), 3, 3],
    ['503 without it', wireAnswer(503, ''), 3, 1],
    ['500', wireAnswer(500, 'oops'), 3, 1],
    ['502', wireAnswer(502, '<html>'), 3, 1],
    ['504', wireAnswer(504, ''), 3, 1],
    ['408', wireAnswer(408, ''), 1, 1],
    ['400', wireAnswer(400, {}), 1, 1],
    ['403', wireAnswer(403, {}), 1, 1],
    ['409', wireAnswer(409, {}), 1, 1],
    ['an unreadable 200', wireAnswer(200, '<html>'), 1, 1],
    ['a 200 that says it failed', wireAnswer(200, { isSuccess: false }), 1, 1],
    ['success', done, 1, 1],
  ])('after %s: a read %i… times, a write only where nothing can have happened', async (_, reply, reads, writes) => {
    for (const [operation, times] of [
      [readThing, reads],
      [writeThing, writes],
    ] as const) {
      const { call, transport } = setUp([reply]);
      await call(operation);
      expect(transport.sent).toHaveLength(times);
    }
  });

  test('a write that must not be repeated without a key follows the same rule', async () => {
    const { call, transport } = setUp([new TransportError('reset', true)]);
    await call({ ...writeThing, idempotency: 'required' });
    expect(transport.sent).toHaveLength(1);
  });

  test('stops with the first answer', async () => {
    const { call, transport } = setUp([
      new TransportError('connect', false),
      wireAnswer(503, '', { 'retry-after': '1' }),
      done,
    ]);
    expect(await call(writeThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
    expect(transport.sent).toHaveLength(3);
  });

  test('sends the same request again, under the same transaction', async () => {
    const { call, transport } = setUp([new TransportError('connect', false), done]);
    await call(writeThing);
    expect(transport.sent[0]?.request).toEqual(transport.sent[1]?.request);
  });
});

describe('how long the caller waits', () => {
  test('between attempts is short, random and never past the deadline', async () => {
    for (let run = 0; run < 50; run += 1) {
      const { call, clock } = setUp([new TransportError('connect', false)]);
      const startedAt = clock.now();
      await call(readThing, startedAt + 500);
      expect(clock.pauses.every((milliseconds) => milliseconds >= 0 && milliseconds < 800)).toBe(true);
      expect(clock.now()).toBeLessThan(startedAt + 500);
    }
  });

  test('is as long as AT&T asks for', async () => {
    const { call, clock } = setUp([wireAnswer(503, '', { 'retry-after': '7' }), done]);
    await call(writeThing);
    expect(clock.pauses).toEqual([7_000]);
  });

  test('is as long as AT&T asks for with a date', async () => {
    const { call, clock } = setUp([wireAnswer(429, '', { 'retry-after': 'Mon, 02 Nov 2026 12:00:09 GMT' }), done]);
    await call(writeThing);
    expect(clock.pauses).toEqual([9_000]);
  });

  test.each(['30', '25', '99999999999999999999'])(
    'is nothing when AT&T asks for more than is left: %s',
    async (seconds) => {
      const { call, clock, transport } = setUp([wireAnswer(429, '', { 'retry-after': seconds }), done]);
      expect(await call(writeThing)).toMatchObject({ verdict: { outcome: 'unavailable' } });
      expect(clock.pauses).toEqual([]);
      expect(transport.sent).toHaveLength(1);
    },
  );

  test.each<[string, number | undefined]>([
    ['0', 0],
    ['120', 120],
    ['Mon, 02 Nov 2026 12:00:30 GMT', 30],
    ['Mon, 02 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('Retry-After %j means %p seconds', (value, seconds) => {
    expect(retryAfterSecondsOf(wireAnswer(503, '', { 'retry-after': value }), fixedClock().now())).toBe(seconds);
  });

  test('for one attempt of a read is 10 s, for a write all that is left', async () => {
    const { call, transport } = setUp([done]);
    await call(readThing);
    await call(writeThing);
    expect(transport.sent.map(({ deadlineMs }) => deadlineMs)).toEqual([10_000, budgetMs]);
  });

  test.each([0, -1, -5_000])('with %i ms left is nothing: AT&T is not asked', async (leftMs) => {
    const { call, clock, transport, metrics } = setUp([done]);
    const result = await call(writeThing, clock.now() + leftMs);
    expect(result).toMatchObject({ failure: { failure: 'timeout', mayHaveArrived: false } });
    expect([transport.sent, metrics.emitted]).toEqual([[], []]);
  });

  test('for the other credentials ends with the deadline as well', async () => {
    const { call, clock, transport } = setUp(
      [
        () => {
          clock.advance(budgetMs);
          return refused;
        },
        done,
      ],
      { current: pairOf('SP-A'), next: pairOf('SP-A', 'next') },
    );
    expect(await call(writeThing)).toMatchObject({ failure: { mayHaveArrived: false } });
    expect(transport.sent).toHaveLength(1);
  });
});

describe('when AT&T refuses the credentials', () => {
  const current = pairOf('SP-A');
  const next = pairOf('SP-A', 'next');
  const newer = pairOf('SP-A', 'newer');

  test('the pair to come is tried', async () => {
    const { call, idsUsed } = setUp([refused, done], { current, next });
    expect(await call(writeThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
    expect(idsUsed()).toEqual([current.clientId, next.clientId]);
  });

  test('the secret is read again and a pair stored since is tried', async () => {
    const { call, idsUsed, secrets, clock, secretsManager } = setUp([done, refused, done]);
    await call(writeThing);
    clock.advance(60_000);
    secrets['p/SP-A/mobility'] = { current: newer, next };
    expect(await call(writeThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
    expect(idsUsed().slice(1)).toEqual([current.clientId, newer.clientId]);
    expect(secretsManager.asked).toHaveLength(2);
  });

  test('the same pair is never tried twice', async () => {
    for (const secret of [{ current }, { current, next: { ...current } }]) {
      const { call, idsUsed } = setUp([refused], secret);
      expect(await call(readThing)).toMatchObject({ verdict: { outcome: 'unauthorized' } });
      expect(idsUsed()).toEqual([current.clientId]);
    }
  });

  test('and those to come as well, that is the answer, after two requests', async () => {
    const { call, transport, log } = setUp([refused], { current, next });
    expect(await call(readThing)).toMatchObject({ verdict: { outcome: 'unauthorized' } });
    expect(transport.sent).toHaveLength(2);
    expect(log.lines.filter(({ message }) => message === 'credentials-reread')).toHaveLength(1);
  });

  test('a pair in which only the secret differs is another pair', async () => {
    const { call, transport } = setUp([refused, done], { current, next: { ...current, clientSecret: 'another-one' } });
    expect(await call(readThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
    expect(transport.sent).toHaveLength(2);
  });

  test('and the secret cannot be read again, the caller is told so', async () => {
    const { call, secrets, clock } = setUp([done, refused]);
    await call(readThing);
    clock.advance(60_000);
    secrets['p/SP-A/mobility'] = new Error('canary-4711');
    await expect(call(readThing)).rejects.toMatchObject({ code: 'credentials-unavailable' });
  });
});

describe('credentials', () => {
  const pair = pairOf('SP-A');
  const next = pairOf('SP-A', 'next');
  const echoes: [string, (request: WireRequest) => WireAnswer][] = [
    ['as it got them', ({ headers }) => wireAnswer(200, { thingId: 'x', message: JSON.stringify(headers) })],
    ['in an error', ({ headers }) => wireAnswer(400, { message: `no ${headers['client_secret'] ?? ''}` })],
    ['in HTML', ({ headers }) => wireAnswer(500, `<pre>${headers['client_secret'] ?? ''}</pre>`)],
    ['of the other slot', () => wireAnswer(200, { thingId: next.clientId, message: next.clientSecret })],
  ];

  test.each(echoes)('are taken out of an answer in which AT&T echoes them %s', async (_, echo) => {
    const { call, log, metrics } = setUp([echo], { current: pair, next });
    const result = await call(readThing);
    const everything = JSON.stringify([result, log.lines, metrics.emitted]);
    expect(everything).not.toMatch(/canary-(id|secret)/);
    expect(everything).toContain('[redacted]');
  });

  test('never show in a log line or a metric, whatever happens', async () => {
    const failure = new TransportError('reset', true, { cause: new Error(`x\n    at ${pair.clientSecret}`) });
    for (const reply of [failure, refused, done]) {
      const { call, log, metrics } = setUp([reply], { current: pair, next });
      await call(readThing);
      expect(JSON.stringify([log.lines, metrics.emitted])).not.toContain('canary');
    }
  });
});

describe('every request to AT&T', () => {
  test('is logged with what it led to, and counted, retries included', async () => {
    const { call, log, metrics } = setUp([new TransportError('connect', false), wireAnswer(500, '<html>'), done]);
    await call(readThing);
    const about = { operation: 'read-thing', solutionProvider: 'SP-A', requestId: 'r-1' };
    expect(log.lines.map(({ message, facts }) => ({ message, ...facts }))).toMatchObject([
      { ...about, message: 'upstream-failed', failure: 'connect' },
      {
        ...about,
        message: 'upstream-answered',
        upstreamStatus: 500,
        failure: 'unusable',
        format: '9 empty or not JSON',
      },
      { ...about, message: 'upstream-answered', upstreamStatus: 200 },
    ]);
    expect(metrics.emitted.map(({ values }) => values)).toEqual([
      { UpstreamRequests: 1, UpstreamFailures: 1 },
      { UpstreamRequests: 1, UpstreamDuration: 0, UpstreamFailures: 1 },
      { UpstreamRequests: 1, UpstreamDuration: 0 },
    ]);
  });

  test('that fails in a way nobody foresaw is not taken for an answer of AT&T', async () => {
    const { call } = setUp([new TypeError('a bug')]);
    await expect(call(readThing)).rejects.toThrow(TypeError);
  });
});
