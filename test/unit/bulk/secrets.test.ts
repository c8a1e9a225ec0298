import { createCipher } from '#platform/data-keys/cipher';
import { documented } from '#operations/request-port-in/examples';
import { bulkRig } from '../../support/bulk-rig';
import { numbersOf } from '../../support/bulk-writes';
import { dataKeys, keySecret, keySecretName } from '../../support/data-keys';
import { fakeSecretsManager } from '../../support/fakes';

const secretOf = (key: string, keyId = '1') => JSON.stringify({ keyId, key: key.repeat(64) });

describe('what rows hold', () => {
  const cipherWith = (secret: string) =>
    createCipher(dataKeys('bulk-rows', fakeSecretsManager({ [keySecretName('bulk-rows')]: secret })));

  it('can be read again in its own place, and nowhere else', async () => {
    const cipher = cipherWith(secretOf('k'));
    const sealed = await cipher.seal('{"pin":"4711"}', 'blk_1 0');
    expect(Buffer.from(sealed.sealed).toString('latin1')).not.toContain('4711');
    expect(await cipher.open(sealed, 'blk_1 0')).toBe('{"pin":"4711"}');
    await expect(cipher.open(sealed, 'blk_1 1')).rejects.toThrow();
    const changed = { ...sealed, sealed: sealed.sealed.with(30, sealed.sealed[30]! ^ 1) };
    await expect(cipher.open(changed, 'blk_1 0')).rejects.toThrow();
    await expect(cipherWith(secretOf('x')).open(sealed, 'blk_1 0')).rejects.toThrow();
    await expect(cipherWith(secretOf('k', '2')).open(sealed, 'blk_1 0')).rejects.toThrow('another key');
  });

  it('looks different each time', async () => {
    const cipher = cipherWith(secretOf('k'));
    const [a, b] = [await cipher.seal('same', 'p'), await cipher.seal('same', 'p')];
    expect(Buffer.from(a.sealed).equals(Buffer.from(b.sealed))).toBe(false);
  });

  it('can be read again when it was sealed before another key came into use', async () => {
    const sealed = await cipherWith(keySecret('1')).seal('{"pin":"4711"}', 'blk_1 0');
    const after = cipherWith(keySecret('2', ['1']));
    expect(await after.open(sealed, 'blk_1 0')).toBe('{"pin":"4711"}');
    expect((await after.seal('x', 'blk_1 0')).keyId).toBe('2');
  });

  it('is neither in the table nor in logs nor in answers, while it waits and after', async () => {
    const rig = await bulkRig();
    const example = documented.examples[0].request.body;
    const canaries = { accountNumber: 'CANARY900077', pin: 'CANARY4711' };
    const rows = numbersOf(12).map((subscriberNumber) => ({
      body: { ...example, subscriberNumber, oldServiceProvider: { name: 'Sample Wireless', ...canaries } },
    }));
    const answers = [await rig.submit({ body: { operation: 'request-port-in', rows } })];
    const id = String(answers[0]!.body['id']);
    expect(answers[0]!.status).toBe(202);
    const waiting = await rig.dump();
    expect(waiting).toContain(id);
    // Not in clear, and no person or number either.
    for (const word of ['CANARY', 'Sample Wireless', numbersOf(1)[0]!]) expect(waiting).not.toContain(word);
    await rig.run();
    expect(rig.att.calls.filter(({ operation }) => operation === 'request-port-in')).toHaveLength(12);
    expect(JSON.stringify(rig.att.calls[0]!.body)).toContain('CANARY4711');
    const told = JSON.stringify([answers, await rig.look(id), await rig.rows(id), rig.log.lines, rig.metrics.emitted]);
    expect(told).not.toContain('CANARY');
    expect(await rig.dump()).not.toContain('CANARY');
    for (const call of await rig.calls.all(id)) {
      expect(call.settledAt).toBeDefined();
      expect(call.sealed).toBeUndefined();
    }
  });

  it('is taken out of what AT&T says of it', async () => {
    const rig = await bulkRig({
      through: (invoke) => async (id, event) =>
        event.queryStringParameters?.['validate'] === 'true'
          ? invoke(id, event)
          : {
              statusCode: 422,
              headers: {},
              body: JSON.stringify({
                code: 'upstream-rejected',
                retryable: false,
                upstream: { message: 'PIN 73914711 is weak' },
              }),
            },
    });
    const rows = [{ pathParameters: { subscriberNumber: numbersOf(1)[0] }, body: { pin: '73914711' } }];
    const id = String((await rig.submit({ body: { operation: 'reset-voicemail', rows } })).body['id']);
    await rig.run();
    expect(await rig.rows(id)).toMatchObject([
      { state: 'rejected', problem: { upstream: { message: 'PIN [secret] is weak' } } },
    ]);
    expect(await rig.dump()).not.toContain('73914711');
  });
});
