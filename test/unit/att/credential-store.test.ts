import { createCredentialStore } from '#att/credential-store';
import { secretName } from '#att/secret';
import { fakeSecretsManager, fixedClock, pairOf, recordingLog } from '../../support/fakes';

const secretOf = (solutionProvider: string) => ({ current: pairOf(solutionProvider) });

const setUp = (secrets: Parameters<typeof fakeSecretsManager>[0]) => {
  const client = fakeSecretsManager(secrets);
  const log = recordingLog();
  const clock = fixedClock();
  return {
    store: createCredentialStore({
      readSecret: client.readSecret,
      prefix: 'p',
      environment: 'uat',
      log,
      now: clock.now,
    }),
    client,
    log,
    clock,
    secrets,
  };
};

describe('credentials', () => {
  test('are those of the Solution Provider and the API family, and of nobody else', async () => {
    const { store, client } = setUp({
      'p/A/mobility': secretOf('A'),
      'p/A/ordering-apex': secretOf('A-apex'),
      'p/B/mobility': secretOf('B'),
    });
    const pairs = [
      ['A', 'mobility'],
      ['B', 'mobility'],
      ['A', 'ordering-apex'],
      ['A', 'mobility'],
    ] as const;
    const read = await Promise.all(pairs.map(([id, family]) => store.read(id, family)));
    expect(read.map(({ current }) => current.clientId)).toEqual(
      ['A', 'B', 'A-apex', 'A'].map((id) => pairOf(id).clientId),
    );
    expect(client.asked.toSorted()).toEqual(['p/A/mobility', 'p/A/ordering-apex', 'p/B/mobility']);
  });

  test('are kept under a name for each Solution Provider and family', () => {
    expect(secretName('att/acme', 'A-06399x', 'mobility')).toBe('att/acme/A-06399x/mobility');
  });

  test.each(['simulator', 'production'] as const)(
    'of one environment are not used where the deployment talks to %s',
    async (environment) => {
      const { readSecret } = fakeSecretsManager({ 'p/A/mobility': { ...secretOf('A'), environment: 'uat' } });
      const log = recordingLog();
      const store = createCredentialStore({ readSecret, prefix: 'p', environment, log, now: Date.now });
      await expect(store.read('A', 'mobility')).rejects.toMatchObject({ code: 'credentials-unavailable' });
      expect(log.lines).toMatchObject([
        {
          message: 'credentials-unusable',
          facts: { failure: expect.stringMatching(`for uat.*talks to ${environment}`) },
        },
      ]);
    },
  );

  test('of the environment the deployment talks to are used', async () => {
    const { store } = setUp({ 'p/A/mobility': { ...secretOf('A'), environment: 'uat' } });
    expect((await store.read('A', 'mobility')).current.clientId).toBe(pairOf('A').clientId);
  });

  test('are read once for calls that come at the same time', async () => {
    const { store, client } = setUp({ 'p/A/mobility': secretOf('A') });
    await Promise.all(Array.from({ length: 50 }, () => store.read('A', 'mobility')));
    expect(client.asked).toHaveLength(1);
  });

  test('are read again after five minutes, and not before', async () => {
    const { store, client, clock, secrets } = setUp({ 'p/A/mobility': secretOf('A') });
    await store.read('A', 'mobility');
    secrets['p/A/mobility'] = secretOf('A2');
    clock.advance(299_999);
    expect((await store.read('A', 'mobility')).current.clientId).toBe(pairOf('A').clientId);
    clock.advance(1);
    expect((await store.read('A', 'mobility')).current.clientId).toBe(pairOf('A2').clientId);
    expect(client.asked).toHaveLength(2);
  });

  test('refused by AT&T are read again, but once a second at most', async () => {
    const { store, client, clock, secrets } = setUp({ 'p/A/mobility': secretOf('A') });
    await store.read('A', 'mobility');
    await store.reread('A', 'mobility');
    expect(client.asked).toHaveLength(1);
    clock.advance(1_000);
    secrets['p/A/mobility'] = secretOf('A2');
    const [first, second] = await Promise.all([store.reread('A', 'mobility'), store.reread('A', 'mobility')]);
    expect([first, second]).toEqual([secretOf('A2'), secretOf('A2')]);
    expect(await store.read('A', 'mobility')).toEqual(secretOf('A2'));
    expect(client.asked).toHaveLength(2);
  });
});

describe('credentials that cannot be read', () => {
  test.each<[string, string | Error | undefined]>([
    ['there is no secret', undefined],
    ['Secrets Manager fails', Object.assign(new Error('canary-4711'), { name: 'InternalServiceError' })],
    ['the secret is empty', ''],
    ['it is not JSON', '{"current":\n    at canary-4711'],
    ['it has another shape', '{"clientId":"canary-4711","clientSecret":"canary-4711"}'],
    ['a value is too short', JSON.stringify({ current: { clientId: 'canary-4711', clientSecret: '4711' } })],
    [
      'a value has a line break',
      JSON.stringify({ current: { clientId: 'canary-4711\r\nx', clientSecret: 'canary-4711' } }),
    ],
    ['a value has a space', JSON.stringify({ current: { clientId: 'canary 4711', clientSecret: 'canary-4711' } })],
    ['the pair to come is half there', JSON.stringify({ ...secretOf('A'), next: { clientId: 'canary-4711' } })],
  ])('are a 503 and an error in the log, with nothing of the secret in either: %s', async (_, secret) => {
    const { store, log } = setUp(secret === undefined ? {} : { 'p/A/mobility': secret });
    const error: unknown = await store.read('A', 'mobility').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'credentials-unavailable', status: 503, details: {} });
    expect((error as Error).cause).toBeUndefined();
    expect(log.lines).toMatchObject([
      { level: 'error', message: 'credentials-unusable', facts: { solutionProvider: 'A' } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('4711');
  });

  test('fail every call that waits for them, and are asked for again by the next', async () => {
    const { store, client, secrets } = setUp({ 'p/A/mobility': new Error('x') });
    const results = await Promise.allSettled([store.read('A', 'mobility'), store.read('A', 'mobility')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    secrets['p/A/mobility'] = secretOf('A');
    expect(await store.read('A', 'mobility')).toEqual(secretOf('A'));
    expect(client.asked).toHaveLength(2);
  });

  test('do not stand in the way of another Solution Provider', async () => {
    const { store } = setUp({ 'p/A/mobility': new Error('x'), 'p/B/mobility': secretOf('B') });
    await expect(store.read('A', 'mobility')).rejects.toMatchObject({ code: 'credentials-unavailable' });
    expect(await store.read('B', 'mobility')).toEqual(secretOf('B'));
  });
});
