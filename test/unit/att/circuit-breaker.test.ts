import { createCircuitBreaker } from '#att/circuit-breaker';
import { createAttClient } from '#att/client';
import { TransportError, type WireAnswer } from '#att/transport';
import { createCredentialStore } from '#att/credential-store';
import type { Operation } from '#domain/define-operation';
import { parseJson } from '#domain/json/parse-json';
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

const good = wireAnswer(200, { thingId: 'x', success: true });
const broken = wireAnswer(500, { message: 'Internal Server Error' });

/** The real client over an AT&T that answers as `att.answer` says. */
const clientOver = (answer: WireAnswer | Error) => {
  const clock = fixedClock();
  const att = { answer };
  const transport = fakeTransport(() => att.answer);
  const log = recordingLog();
  const secrets = { 'p/SP-A/mobility': { current: pairOf('SP-A') }, 'p/SP-B/mobility': { current: pairOf('SP-B') } };
  const credentials = createCredentialStore({
    readSecret: fakeSecretsManager(secrets).readSecret,
    prefix: 'p',
    environment: 'uat',
    log,
    now: clock.now,
  });
  const client = createAttClient({
    transport,
    credentials,
    log,
    metrics: recordingMetrics(),
    now: clock.now,
    pause: clock.pause,
  });
  const call = (parts: { solutionProvider?: string; host?: string; operation?: Operation; budgetMs?: number } = {}) => {
    const { solutionProvider = 'SP-A', host = 'att.example', operation = writeThing, budgetMs = 25_000 } = parts;
    return client
      .call({
        operation,
        binding: boundBinding({ baseUrl: `https://${host}/base`, method: operation.binding.method }),
        request: { path: {}, query: {}, ...(operation === writeThing && { body: parseJson('{"name":"x"}') }) },
        solutionProvider,
        trace: { traceId: 't', transactionId: 'x' },
        callId: 'r-1',
        deadline: clock.now() + budgetMs,
      })
      .then(
        (result) => (result.answer === undefined ? result.failure.failure : result.verdict.outcome),
        (error: unknown) => error,
      );
  };
  const fail = async (times: number, parts: Parameters<typeof call>[0] = {}) => {
    for (let done = 0; done < times; done += 1) await call(parts);
  };
  return { att, clock, transport, call, fail };
};

const refusedFor = (seconds: number): unknown =>
  expect.objectContaining({ code: 'upstream-unavailable', details: { retryAfterSeconds: seconds } });

describe('a host that fails', () => {
  it.each<[string, WireAnswer | Error]>([
    ['500', broken],
    ['a page of HTML', wireAnswer(502, '<html>')],
    ['503 that says when to come back', wireAnswer(503, {}, { 'retry-after': '40' })],
    ['a reset connection', new TransportError('reset', true)],
    ['no answer in time', new TransportError('timeout', true)],
  ])('is not asked any more after ten times in a row: %s', async (_, answer) => {
    const { transport, call, fail } = clientOver(answer);
    await fail(10);
    expect(transport.sent).toHaveLength(10);
    expect(await call()).toEqual(refusedFor(30));
    expect(transport.sent).toHaveLength(10);
  });

  it('is asked as long as one of ten gets an answer, a refusal being one', async () => {
    const { att, transport, fail } = clientOver(broken);
    for (const answer of [
      good,
      wireAnswer(422, { code: 'x', message: 'no' }),
      wireAnswer(429, {}, { 'retry-after': '60' }),
    ]) {
      att.answer = broken;
      await fail(9);
      att.answer = answer;
      await fail(1);
    }
    expect(transport.sent).toHaveLength(30);
  });

  it('is asked all the same for another Solution Provider and at another host', async () => {
    const { att, call, fail } = clientOver(broken);
    await fail(10);
    att.answer = good;
    expect(await call()).toEqual(refusedFor(30));
    expect(await call({ solutionProvider: 'SP-B' })).toBe('succeeded');
    expect(await call({ host: 'other.example' })).toBe('succeeded');
  });

  it('counts each attempt of a read, and ends its retries', async () => {
    const { transport, call, fail } = clientOver(broken);
    await fail(3, { operation: readThing });
    expect(transport.sent).toHaveLength(9);
    expect(await call({ operation: readThing })).toEqual(refusedFor(30));
    expect(transport.sent).toHaveLength(10);
  });

  it('is not blamed for calls that came without time left', async () => {
    const { att, transport, call, fail } = clientOver(good);
    await fail(20, { budgetMs: 0 });
    expect(transport.sent).toHaveLength(0);
    att.answer = good;
    expect(await call()).toBe('succeeded');
  });
});

describe('an open circuit', () => {
  it('says truthfully how long it stays so', async () => {
    const { clock, call, fail } = clientOver(broken);
    await fail(10);
    for (const [passedMs, left] of [
      [0, 30],
      [500, 30],
      [500, 29],
      [28_999, 1],
    ] as const) {
      clock.advance(passedMs);
      expect(await call()).toEqual(refusedFor(left));
    }
    clock.advance(1);
    expect(await call()).toBe('unusable');
  });

  it('lets one through to see, whoever else comes meanwhile, and closes when that is answered', async () => {
    const { att, clock, transport, call, fail } = clientOver(broken);
    await fail(10);
    clock.advance(30_000);
    att.answer = good;
    const results = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
    expect(results.filter((result) => result instanceof Error)).toHaveLength(19);
    expect(transport.sent).toHaveLength(11);
    expect(await Promise.all([call(), call()])).toEqual(['succeeded', 'succeeded']);
  });

  it('opens again at the first failure, and after a success only at the tenth', async () => {
    const { att, clock, transport, call, fail } = clientOver(broken);
    await fail(10);
    clock.advance(30_000);
    await fail(1);
    expect(await call()).toEqual(refusedFor(30));
    clock.advance(30_000);
    att.answer = good;
    await fail(1);
    att.answer = broken;
    await fail(9);
    expect(await call()).toBe('unusable');
    expect(transport.sent).toHaveLength(10 + 1 + 1 + 10);
    expect(await call()).toEqual(refusedFor(30));
  });

  it('does not wait for ever for a probe that never reports', () => {
    const clock = fixedClock();
    const breaker = createCircuitBreaker(clock.now);
    for (let failures = 0; failures < 10; failures += 1) breaker.report('a', 'failed');
    clock.advance(30_000);
    expect([breaker.secondsUntilAllowed('a'), breaker.secondsUntilAllowed('a')]).toEqual([undefined, 30]);
    clock.advance(30_000);
    expect(breaker.secondsUntilAllowed('a')).toBeUndefined();
  });
});
