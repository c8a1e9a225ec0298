import { createDataKeys } from '#platform/data-keys/data-keys';
import { dataKeys, keySecret, keySecretName } from '../../../support/data-keys';
import { fakeSecretsManager, recordingLog } from '../../../support/fakes';

const name = keySecretName('fingerprints');

/** Secrets Manager with one secret, which a test changes. */
const managerWith = (secret: string) => {
  const secrets = { [name]: secret };
  return Object.assign(fakeSecretsManager(secrets), { put: (next: string) => void (secrets[name] = next) });
};

describe('keys of the tenant’s own', () => {
  it('are read once per process, by all who need them at the same time', async () => {
    const manager = managerWith(keySecret());
    const keys = dataKeys('fingerprints', manager);
    const [one, two] = await Promise.all([keys.current(), keys.named('1'), keys.current()]);
    expect(one).toEqual(two);
    expect(one.key.symmetricKeySize).toBe(32);
    await keys.current();
    expect(manager.asked).toEqual([name]);
  });

  it('are read again when something was made with a key that came later', async () => {
    const manager = managerWith(keySecret('1'));
    const keys = dataKeys('fingerprints', manager);
    const first = await keys.current();
    manager.put(keySecret('2', ['1']));
    expect((await keys.current()).id).toBe('1');
    const [second, again] = await Promise.all([keys.named('2'), keys.named('2')]);
    expect(second).toEqual(again);
    expect(second?.key.equals(first.key)).toBe(false);
    expect((await keys.current()).id).toBe('2');
    expect(await keys.named('1')).toEqual(first);
    expect(manager.asked).toHaveLength(2);
  });

  it('that the secret does not have are said so in the log, and the others still work', async () => {
    const log = recordingLog();
    const manager = managerWith(keySecret('2'));
    const keys = dataKeys('fingerprints', manager, log);
    expect(await keys.named('1')).toBeUndefined();
    expect(log.lines).toMatchObject([{ level: 'error', message: 'data-key-unusable' }]);
    expect(JSON.stringify(log.lines)).not.toContain('made up for tests');
    manager.put('no JSON');
    await expect(keys.named('1')).rejects.toMatchObject({ code: 'service-unavailable' });
    expect((await keys.current()).id).toBe('2');
  });

  it.each([
    ['there is no secret', undefined],
    ['Secrets Manager fails', new Error('secret text')],
    ['it is no JSON', 'secret text'],
    ['its key is short', JSON.stringify({ keyId: '1', key: 'secret text' })],
    ['a key has a name that would end a fingerprint’s', JSON.stringify({ keyId: '1.2', key: 'k'.repeat(64) })],
  ])('cannot be had while %s; the next call reads again', async (_, secret) => {
    const log = recordingLog();
    const secrets: Record<string, string | Error> = secret === undefined ? {} : { [name]: secret };
    const manager = fakeSecretsManager(secrets);
    const keys = dataKeys('fingerprints', manager, log);
    await expect(keys.current()).rejects.toMatchObject({
      code: 'service-unavailable',
      details: { retryAfterSeconds: 5 },
    });
    expect(log.lines).toMatchObject([{ level: 'error', message: 'data-key-unusable' }]);
    expect(JSON.stringify(log.lines)).not.toContain('secret text');
    secrets[name] = keySecret();
    expect((await keys.current()).id).toBe('1');
    expect(manager.asked).toHaveLength(2);
  });

  it('are different for each purpose, even if two secrets were the same', async () => {
    const { readSecret } = fakeSecretsManager({ 'p/bulk-rows': keySecret(), 'p/fingerprints': keySecret() });
    const [rows, prints] = await Promise.all(
      (['bulk-rows', 'fingerprints'] as const).map((purpose) =>
        createDataKeys({ readSecret, prefix: 'p', purpose, log: recordingLog() }).current(),
      ),
    );
    expect(prints && rows?.key.equals(prints.key)).toBe(false);
  });
});
