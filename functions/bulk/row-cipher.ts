import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { Problem } from '#domain/problems/problems';

/** Name of a tenant’s secret, next to those with AT&T’s credentials. */
export const rowSecretName = (prefix: string): string => `${prefix}/bulk-rows`;

/** What the secret holds. The key is random text; what it is encrypted with is derived from it. */
const secretSchema = z.object({ keyId: z.string().min(1), key: z.string().min(32) });

export interface Sealed {
  sealed: Uint8Array<ArrayBuffer>;
  keyId: string;
}

/**
 * Encrypts what rows hold: PINs, account numbers, people. What is sealed for one place cannot be opened in another.
 * @throws Problem `service-unavailable` when the key cannot be read
 */
export interface RowCipher {
  seal(text: string, place: string): Promise<Sealed>;
  /** @throws when it was not sealed for this place with the key there is */
  open(sealed: Sealed, place: string): Promise<string>;
}

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

interface Key {
  id: string;
  bytes: Uint8Array;
}

/** The key is read once per process; a failed read is not remembered. */
export const createRowCipher = (client: Pick<SecretsManagerClient, 'send'>, secretId: string): RowCipher => {
  let reading: Promise<Key> | undefined;
  const key = async (): Promise<Key> => {
    reading ??= readKey(client, secretId);
    try {
      return await reading;
    } catch (cause) {
      reading = undefined;
      throw new Problem('service-unavailable', { retryAfterSeconds: 5 }, { cause });
    }
  };
  return {
    seal: async (text, place) => {
      const { id, bytes } = await key();
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, bytes, iv).setAAD(Buffer.from(place));
      const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
      return { sealed: Buffer.concat([iv, cipher.getAuthTag(), ...encrypted]), keyId: id };
    },
    open: async ({ sealed, keyId }, place) => {
      const { id, bytes } = await key();
      if (keyId !== id) throw new Error('sealed with another key');
      const decipher = createDecipheriv(algorithm, bytes, sealed.subarray(0, ivBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
      return decipher.update(sealed.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
    },
  };
};

const readKey = async (client: Pick<SecretsManagerClient, 'send'>, secretId: string): Promise<Key> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  const { keyId, key } = secretSchema.parse(JSON.parse(SecretString ?? ''));
  return { id: keyId, bytes: new Uint8Array(hkdfSync('sha256', key, '', 'bulk rows', 32)) };
};
