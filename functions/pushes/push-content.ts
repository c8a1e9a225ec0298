import { createHmac } from 'node:crypto';
import { createCipher, type Sealed } from '#platform/data-keys/cipher';
import type { DataKeys } from '#platform/data-keys/data-keys';
import type { Push, PushKey } from '#pushes/push';

/** What messages say, as it may be stored. @throws Problem `service-unavailable` when the key cannot be had */
export interface PushContent {
  /** The same for the same message, and nothing it could be guessed from. */
  idOf(solutionProvider: string, text: string): Promise<string>;
  seal(push: PushKey, text: string): Promise<Sealed>;
  open(push: Push): Promise<string>;
}

export const createPushContent = (keys: DataKeys): PushContent => {
  const cipher = createCipher(keys);
  const placeOf = ({ solutionProvider, pushId }: PushKey): string => `push ${solutionProvider} ${pushId}`;
  return {
    idOf: async (solutionProvider, text) => {
      const { key } = await keys.current();
      return createHmac('sha256', key)
        .update(JSON.stringify([solutionProvider, text]))
        .digest('base64url');
    },
    seal: (push, text) => cipher.seal(text, placeOf(push)),
    open: (push) => cipher.open({ sealed: new Uint8Array(push.sealed), keyId: push.keyId }, placeOf(push)),
  };
};
