import { TransportError, type WireAnswer, type WireRequest } from '#att/transport';
import { attClientOver as setUp, done, refused } from '../../support/att-client';
import { pairOf, wireAnswer } from '../../support/fakes';
import { readThing, writeThing } from '../../support/operations';

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
