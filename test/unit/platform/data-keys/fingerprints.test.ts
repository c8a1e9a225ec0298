import { parseKeepingDigits } from '#domain/json/parse-json';
import { fingerprintsOf, keySecret, keySecretName } from '../../../support/data-keys';
import { fakeSecretsManager } from '../../../support/fakes';

const processWith = (secret: string) => fingerprintsOf(fakeSecretsManager({ [keySecretName('fingerprints')]: secret }));

const document = parseKeepingDigits('{"pin":"4711","size":1.0}');

describe('a fingerprint', () => {
  it('names its key, is short whatever the document, and has nothing of the document', async () => {
    const prints = processWith(keySecret('2026-11'));
    for (const one of [document, 'x'.repeat(1_000_000)]) {
      expect(await prints.of(one, 'req_1')).toMatch(/^2026-11\.[\w-]{43}$/);
    }
  });

  it('is the document’s however it is written, in any process', async () => {
    const print = await processWith(keySecret()).of(document, 'req_1');
    const other = processWith(keySecret());
    const again = parseKeepingDigits('{ "size" : 1.0,\n"pin":"4711" }');
    expect(await other.of(again, 'req_1')).toBe(print);
    expect(await other.matches(print, again, 'req_1')).toBe(true);
  });

  it('is what it was in every version, as records have it', async () => {
    const text = '{"b":[1.0,{"d":12345678901234567890,"c":"é"}],"__proto__":null,"a":""}';
    const prints = processWith(JSON.stringify({ keyId: '1', key: 'k'.repeat(64) }));
    const print = await prints.of(parseKeepingDigits(text), 'req_1');
    expect(print).toBe('1.fAQxnJprgqkr652FGnkchB6sgDtzrSJ2G9MwSPpQnYE');
  });

  it('is not that of another document, nor of the same one in another place or with another key', async () => {
    const prints = processWith(keySecret('1'));
    const print = await prints.of(document, 'req_1');
    expect(await prints.matches(print, parseKeepingDigits('{"pin":"4712","size":1.0}'), 'req_1')).toBe(false);
    expect(await prints.matches(print, parseKeepingDigits('{"pin":"4711","size":1}'), 'req_1')).toBe(false);
    expect(await prints.matches(print, document, 'req_2')).toBe(false);
    const other = await processWith(keySecret('2')).of(document, 'req_1');
    expect(other.split('.')[1]).not.toBe(print.split('.')[1]);
  });

  it('of before a rotation is still compared with the key it was made with', async () => {
    const print = await processWith(keySecret('1')).of(document, 'req_1');
    const after = processWith(keySecret('2', ['1']));
    expect(await after.matches(print, document, 'req_1')).toBe(true);
    expect(await after.matches(print, parseKeepingDigits('{"pin":"4712","size":1.0}'), 'req_1')).toBe(false);
    expect(await after.of(document, 'req_1')).toMatch(/^2\./);
  });

  it.each(['1.x', 'nothing to tell a key by'])(
    'whose key is gone (%s) is neither the same nor another: nobody knows',
    async (print) => {
      const prints = processWith(keySecret('2'));
      await expect(prints.matches(print, document, 'req_1')).rejects.toMatchObject({ code: 'service-unavailable' });
    },
  );
});
