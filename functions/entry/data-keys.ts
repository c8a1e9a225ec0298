import { environment, observability } from '#entry/process';
import type { Stores } from '#entry/stores';
import { createCipher, type Cipher } from '#platform/data-keys/cipher';
import { createDataKeys, type DataKeyPurpose, type DataKeys } from '#platform/data-keys/data-keys';
import { createFingerprints, type Fingerprints } from '#platform/data-keys/fingerprints';
import { createSigningSecrets, type SigningSecrets } from '#webhooks/signing-secrets';

/** Keys of this process’s tenant, read when they are first needed. */
export const dataKeys = (purpose: DataKeyPurpose, { readSecret }: Pick<Stores, 'readSecret'>): DataKeys => {
  const { secretPrefix: prefix } = environment('secretPrefix');
  return createDataKeys({ readSecret, prefix, purpose, log: observability().log });
};

/** What this process tells requests apart by. */
export const fingerprints = (stores: Stores): Fingerprints => createFingerprints(dataKeys('fingerprints', stores));

/** What entries of the audit are signed with. */
export const auditFingerprints = (stores: Stores): Fingerprints => createFingerprints(dataKeys('audit', stores));

/** What this process seals answers with that nobody can judge, and opens them. */
export const answerCipher = (stores: Stores): Cipher => createCipher(dataKeys('answers', stores));

/** What this process seals secrets of webhook endpoints with, and opens them to sign. */
export const signingSecrets = (stores: Stores): SigningSecrets =>
  createSigningSecrets(dataKeys('webhook-secrets', stores));
