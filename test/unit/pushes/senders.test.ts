import { createIsSender } from '#pushes/is-sender';
import { createIsPushSecret, pushSecretName } from '#pushes/push-secret';
import { receivePush } from '#pushes/receive-push';
import { Problem } from '#domain/problems/problems';
import { fakeSecretsManager, fixedClock, recordingLog, recordingMetrics } from '../../support/fakes';

const [current, next] = ['the one that AT&T has', 'the one that it is to have'];

const world = (secret: string | Error) => {
  const clock = fixedClock();
  const secrets = { [pushSecretName('test', 'A')]: secret };
  const log = recordingLog();
  const client = fakeSecretsManager(secrets);
  const is = createIsPushSecret({ readSecret: client.readSecret, prefix: 'test', log, wireNow: clock.now });
  return { clock, secrets, log, client, is };
};

describe('the secret that pushes are known by', () => {
  it('is the current one or the next, and no part or other spelling of them', async () => {
    const { is } = world(JSON.stringify({ current, next }));
    for (const good of [current, next]) expect(await is('A', good)).toBe(true);
    for (const bad of ['', current.slice(1), `${current} `, current.toUpperCase(), current + next])
      expect(await is('A', bad)).toBe(false);
  });

  it('is read once a minute, so that a change counts soon and forgers cost nothing', async () => {
    const { is, secrets, clock, client } = world(JSON.stringify({ current }));
    for (let tries = 0; tries < 50; tries += 1) expect(await is('A', next)).toBe(false);
    expect(client.asked).toHaveLength(1);
    secrets[pushSecretName('test', 'A')] = JSON.stringify({ current: next });
    clock.advance(61_000);
    expect([await is('A', next), await is('A', current)]).toEqual([true, false]);
  });

  it.each([
    ['missing', new Error('none')],
    ['no JSON', '{'],
    ['too short to be one', JSON.stringify({ current: 'short' })],
  ])('that is %s lets nobody in, and says that nobody can tell', async (_, secret) => {
    const { is, secrets, log } = world(secret);
    await expect(is('A', 'short')).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(log.lines.map(({ message }) => message)).toEqual(['push-secret-unusable']);
    secrets[pushSecretName('test', 'A')] = JSON.stringify({ current });
    expect(await is('A', current)).toBe(true);
  });
});

describe('who may push', () => {
  const sources = ['192.0.2.0/24', '198.51.100.7', '2001:db8::/32'];
  const from = (address: string, solutionProvider = 'A') =>
    createIsSender({ solutionProviders: ['A'], sources })({ solutionProvider, headers: {}, address });

  it.each([
    ['192.0.2.200', true],
    ['192.0.3.1', false],
    ['198.51.100.7', true],
    ['198.51.100.8', false],
    ['2001:db8::17', true],
    ['2001:db9::17', false],
    ['::ffff:203.0.113.9', false],
    ['nonsense', false],
  ])('%s: %s, by addresses and networks', async (address, may) => {
    expect(await from(address)).toBe(may);
  });

  it('is nobody for a Solution Provider there is not', async () => {
    expect(await from('192.0.2.1', 'B')).toBe(false);
  });

  it('is whoever has the secret, from where the tenant says', async () => {
    const known = (headers: Record<string, string>, address: string, networks?: readonly string[]) =>
      createIsSender({
        solutionProviders: ['A'],
        secret: { header: 'X-Push', is: world(JSON.stringify({ current })).is },
        sources: networks,
      })({ solutionProvider: 'A', headers, address });
    const good = { 'x-push': current };
    expect([await known(good, '203.0.113.9'), await known(good, '192.0.2.9', sources)]).toEqual([true, true]);
    expect(await known(good, '203.0.113.9', sources)).toBe(false);
    expect([await known({ 'x-push': next }, '192.0.2.9', sources), await known({}, '192.0.2.9')]).toEqual([
      false,
      false,
    ]);
  });

  it('has to be said', () => {
    expect(() => createIsSender({ solutionProviders: ['A'] })).toThrow('Nothing says who may push.');
  });
});

describe('a message that cannot be', () => {
  const receive = (parts: object) =>
    receivePush(
      {
        log: recordingLog(),
        metrics: recordingMetrics(),
        isSender: () => Promise.resolve(true),
        keeper: { keep: () => Promise.resolve('1') },
        handOn: () => Promise.resolve(),
        ...parts,
      },
      { pathParameters: { solutionProvider: 'A' }, requestContext: { http: { sourceIp: '192.0.2.1' } } },
    );
  const unavailable = () => Promise.reject(new Problem('service-unavailable'));

  it('kept is to be sent again', async () => {
    expect(await receive({ keeper: { keep: unavailable } })).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '30' },
    });
  });

  it('told from a forged one is to be sent again', async () => {
    expect(await receive({ isSender: unavailable })).toMatchObject({ statusCode: 503 });
  });
});
