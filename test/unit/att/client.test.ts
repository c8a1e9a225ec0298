import { retryAfterSecondsOf } from '#att/client';
import { TransportError, type WireAnswer } from '#att/transport';
import { attClientOver as setUp, budgetMs, done, refused } from '../../support/att-client';
import { fixedClock, pairOf, wireAnswer } from '../../support/fakes';
import { readThing, writeThing } from '../../support/operations';

describe('how often AT&T is asked', () => {
  const retryLater = { 'retry-after': '1' };
  test.each<[string, WireAnswer | Error, number, number]>([
    ['no connection', new TransportError('connect', false), 3, 3],
    ['silence before the connection stood', new TransportError('timeout', false), 3, 3],
    ['silence', new TransportError('timeout', true), 3, 1],
    ['a reset', new TransportError('reset', true), 3, 1],
    ['a truncated answer', new TransportError('truncated', true), 3, 1],
    ['a far too large answer', new TransportError('too-large', true), 1, 1],
    ['429', wireAnswer(429, ''), 3, 1],
    ['429 with Retry-After', wireAnswer(429, '', retryLater), 3, 1],
    ['503 with Retry-After', wireAnswer(503, '', retryLater), 3, 1],
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

  test('a write waits and is sent again after 429 where the contract says that AT&T refuses before it acts, never after 503', async () => {
    const contract = { rateLimitsBeforeActing: true };
    const limited = setUp([wireAnswer(429, '', retryLater), done], undefined, contract);
    expect(await limited.call(writeThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
    expect([limited.transport.sent.length, limited.clock.pauses]).toEqual([2, [1_000]]);
    const down = setUp([wireAnswer(503, '', retryLater), done], undefined, contract);
    expect(await down.call(writeThing)).toMatchObject({ verdict: { outcome: 'unavailable' } });
    expect(down.transport.sent).toHaveLength(1);
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
    expect(await call(readThing)).toMatchObject({ verdict: { outcome: 'succeeded' } });
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
    await call(readThing);
    expect(clock.pauses).toEqual([7_000]);
  });

  test('is as long as AT&T asks for with a date', async () => {
    const { call, clock } = setUp([wireAnswer(429, '', { 'retry-after': 'Mon, 02 Nov 2026 12:00:09 GMT' }), done]);
    await call(readThing);
    expect(clock.pauses).toEqual([9_000]);
  });

  test.each(['30', '25', '99999999999999999999'])(
    'is nothing when AT&T asks for more than is left: %s',
    async (seconds) => {
      const { call, clock, transport } = setUp([wireAnswer(429, '', { 'retry-after': seconds }), done]);
      expect(await call(readThing)).toMatchObject({ verdict: { outcome: 'unavailable' } });
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

describe('every request to AT&T', () => {
  test('is logged with what it led to, and counted, retries included', async () => {
    const { call, log, metrics } = setUp([
      new TransportError('connect', false),
      wireAnswer(500, '<html>'),
      wireAnswer(200, { thingId: '42' }),
    ]);
    await call(readThing);
    const about = { operation: 'read-thing', solutionProvider: 'SP-A', callId: 'r-1' };
    expect(log.lines.map(({ message, facts }) => ({ message, ...facts }))).toMatchObject([
      { ...about, message: 'upstream-failed', failure: 'connect' },
    ]);
    // The line and what it counts are one.
    expect(metrics.emitted.map(({ line }) => line && { message: line.message, ...line.facts })).toMatchObject([
      undefined,
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
      { UpstreamRequests: 1, UpstreamFailures: 1 },
      { UpstreamRequests: 1 },
    ]);
  });

  test('that fails in a way nobody foresaw is not taken for an answer of AT&T', async () => {
    const { call } = setUp([new TypeError('a bug')]);
    await expect(call(readThing)).rejects.toThrow(TypeError);
  });
});
