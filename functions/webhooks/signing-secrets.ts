import { Problem } from '#domain/problems/problems';
import { createCipher } from '#platform/data-keys/cipher';
import type { DataKeys } from '#platform/data-keys/data-keys';
import type { Endpoint, SealedSecret, StoredSecret } from '#webhooks/endpoint';
import { newSecret } from '#webhooks/secret';

type Named = Pick<Endpoint, 'solutionProvider' | 'id'>;

/** What endpoints are signed for with, as it may be stored. @throws Problem `service-unavailable` when the key cannot be had */
export interface SigningSecrets {
  /** A new one; it can be opened for this endpoint alone. */
  make(endpoint: Named): Promise<SealedSecret>;
  /** @throws Error when it was not sealed for this endpoint */
  open(endpoint: Named, stored: StoredSecret): Promise<string>;
  /** All of the endpoint’s, sealed with the key that is in use; undefined when they are. */
  resealed(endpoint: Endpoint): Promise<StoredSecret[] | undefined>;
}

const placeOf = ({ solutionProvider, id }: Named): string => `webhook-secret ${solutionProvider} ${id}`;

export const createSigningSecrets = (keys: DataKeys): SigningSecrets => {
  const cipher = createCipher(keys);
  const open: SigningSecrets['open'] = async (endpoint, stored) => {
    if ('secret' in stored) return stored.secret;
    // A key that was taken out too soon can be put back: what is to be sent waits for it.
    if (!(await keys.named(stored.keyId))) throw new Problem('service-unavailable', { retryAfterSeconds: 30 });
    return cipher.open({ sealed: new Uint8Array(stored.sealed), keyId: stored.keyId }, placeOf(endpoint));
  };
  const seal = async (endpoint: Named, secret: string): Promise<SealedSecret> => {
    const { sealed, keyId } = await cipher.seal(secret, placeOf(endpoint));
    // As it is when it is read: no `Buffer`.
    return { sealed: new Uint8Array(sealed), keyId };
  };
  return {
    make: (endpoint) => seal(endpoint, newSecret()),
    open,
    resealed: async (endpoint) => {
      const { id: current } = await keys.current();
      if (endpoint.secrets.every((stored) => 'sealed' in stored && stored.keyId === current)) return undefined;
      return Promise.all(
        endpoint.secrets.map(async (stored) => ({
          ...(await seal(endpoint, await open(endpoint, stored))),
          ...(stored.validUntil !== undefined && { validUntil: stored.validUntil }),
        })),
      );
    },
  };
};
