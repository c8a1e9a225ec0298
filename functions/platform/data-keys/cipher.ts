import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKeys } from '#platform/data-keys/data-keys';

export interface Sealed {
  sealed: Uint8Array<ArrayBuffer>;
  keyId: string;
}

/**
 * Encrypts what may hold PINs, account numbers, people. What is sealed for one place cannot be opened in another.
 * @throws Problem `service-unavailable` when the key cannot be read
 */
export interface Cipher {
  seal(text: string, place: string): Promise<Sealed>;
  /** @throws when it was not sealed for this place with a key there is */
  open(sealed: Sealed, place: string): Promise<string>;
}

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

export const createCipher = (keys: DataKeys): Cipher => ({
  seal: async (text, place) => {
    const { id, key } = await keys.current();
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
    const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
    return { sealed: Buffer.concat([iv, cipher.getAuthTag(), ...encrypted]), keyId: id };
  },
  open: async ({ sealed, keyId }, place) => {
    const known = await keys.named(keyId);
    if (!known) throw new Error('sealed with another key');
    const decipher = createDecipheriv(algorithm, known.key, sealed.subarray(0, ivBytes))
      .setAAD(Buffer.from(place))
      .setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    return decipher.update(sealed.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  },
});
