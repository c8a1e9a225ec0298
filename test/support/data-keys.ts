import { createDataKeys, dataKeySecretName, type DataKeyPurpose, type DataKeys } from '#platform/data-keys/data-keys';
import { createCipher, type Cipher } from '#platform/data-keys/cipher';
import { createFingerprints, type Fingerprints } from '#platform/data-keys/fingerprints';
import { createSigningSecrets, type SigningSecrets } from '#webhooks/signing-secrets';
import { fakeSecretsManager, recordingLog } from './fakes';

const textOf = (id: string): string => `made up for tests ${id} `.padEnd(64, '-');

/** What a secret of the tenant’s own holds: the key in use, and names of those before. */
export const keySecret = (id = '1', before: readonly string[] = []): string =>
  JSON.stringify({
    keyId: id,
    key: textOf(id),
    ...(before.length > 0 && { previous: Object.fromEntries(before.map((name) => [name, textOf(name)])) }),
  });

/** Name of such a secret. */
export const keySecretName = (purpose: DataKeyPurpose): string => dataKeySecretName('test', purpose);

type Manager = ReturnType<typeof fakeSecretsManager>;

/** The keys as one process knows them; every call is a process of its own. */
export const dataKeys = (
  purpose: DataKeyPurpose,
  { readSecret }: Pick<Manager, 'readSecret'> = fakeSecretsManager({ [keySecretName(purpose)]: keySecret() }),
  log = recordingLog(),
): DataKeys => createDataKeys({ readSecret, prefix: 'test', purpose, log });

/** Fingerprints as one process makes them. */
export const fingerprintsOf = (...process: [Manager?]): Fingerprints =>
  createFingerprints(dataKeys('fingerprints', ...process));

/** What one process seals kept answers with. */
export const answerCipherOf = (...process: [Manager?]): Cipher => createCipher(dataKeys('answers', ...process));

/** What one process seals secrets of webhook endpoints with, and signs with them. */
export const signingSecretsOf = (...process: [Manager?]): SigningSecrets =>
  createSigningSecrets(dataKeys('webhook-secrets', ...process));

/** Tells a place from another without a key. */
export const openCipher: Cipher = {
  seal: (text, place) => Promise.resolve({ sealed: new Uint8Array(Buffer.from(`${place}|${text}`)), keyId: 'key-1' }),
  open: ({ sealed }, place) => {
    const [of, text = ''] = Buffer.from(sealed)
      .toString()
      .split(/\|(.*)/s);
    return of === place ? Promise.resolve(text) : Promise.reject(new Error('sealed for another place'));
  },
};

/** The part of a claim that says which body it is of, where a test cares for no more. */
export const claimedBody = (bodyHash: string) => ({
  callIds: [] as readonly string[],
  bodyHash,
  isSameBody: (other: string): Promise<boolean> => Promise.resolve(other === bodyHash),
});
