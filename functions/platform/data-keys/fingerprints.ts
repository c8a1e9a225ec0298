import { createHmac } from 'node:crypto';
import { inCanonicalOrder } from '#domain/json/canonical-json';
import { Problem } from '#domain/problems/problems';
import type { DataKey, DataKeys } from '#platform/data-keys/data-keys';

/**
 * Tells whether a document is one that was seen before, without keeping anything it could be guessed from: a six-digit PIN
 * is found from a plain hash in a second. @throws Problem `service-unavailable` when the key cannot be had
 */
export interface Fingerprints {
  /**
   * What may be stored of a JSON document. Blind to white space and to the order of members.
   * @param document as `parseKeepingDigits` and `keepingDigits` read it
   * @param place what it belongs to; the same document has another fingerprint elsewhere, so that nobody can compare
   * somebody else’s with those of documents of his own
   */
  of(document: unknown, place: string): Promise<string>;
  /** Whether a fingerprint is the document’s, with whichever key it was made. */
  matches(fingerprint: string, document: unknown, place: string): Promise<boolean>;
}

const separator = '.';

export const createFingerprints = (keys: DataKeys): Fingerprints => ({
  of: async (document, place) => fingerprint(await keys.current(), document, place),
  matches: async (known, document, place) => {
    const key = await keys.named(known.slice(0, Math.max(0, known.indexOf(separator))));
    // Nobody can say whether it is the same then. To say it is not would have the caller send it under another key.
    if (!key) throw new Problem('service-unavailable', { retryAfterSeconds: 30 });
    return known === fingerprint(key, document, place);
  },
});

const fingerprint = ({ id, key }: DataKey, document: unknown, place: string): string => {
  const digest = createHmac('sha256', key)
    .update(JSON.stringify([place, JSON.stringify(inCanonicalOrder(document))]))
    .digest('base64url');
  return `${id}${separator}${digest}`;
};
