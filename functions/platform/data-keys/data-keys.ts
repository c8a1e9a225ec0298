import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import type { ReadSecret } from '#platform/aws/secrets';
import { errorFacts, type Log } from '#platform/log';

/** What a tenant has keys of its own for, each in a secret of its own: who may read one is not meant to read the other. */
export const dataKeyPurposes = ['bulk-rows', 'fingerprints', 'answers', 'pushes', 'audit', 'webhook-secrets'] as const;
export type DataKeyPurpose = (typeof dataKeyPurposes)[number];

/** Name of the secret with the keys for a purpose, next to those with AT&T’s credentials. */
export const dataKeySecretName = (prefix: string, purpose: DataKeyPurpose): string => `${prefix}/${purpose}`;

/** Stands before what was made with the key, so it has nothing in it that could end it. */
const keyId = z.string().regex(/^[\w-]{1,64}$/);
const keyText = z.string().min(32);

/**
 * What such a secret holds: the key in use, and those of before as long as something made with them is kept. Keys are
 * random text; what is worked with is derived from it.
 */
export const dataKeySecretSchema = z.object({ keyId, key: keyText, previous: z.record(keyId, keyText).default({}) });

export interface DataKey {
  id: string;
  /** 32 bytes; made once, because making one takes longer than working with it. */
  key: KeyObject;
}

/**
 * Keys for one purpose. The secret is read once per process, and again when something was made with a key that was not in it
 * then; concurrent readers share one request. @throws Problem `service-unavailable` when it cannot be read
 */
export interface DataKeys {
  /** What is made now is made with it. */
  current(): Promise<DataKey>;
  /** The key of a name; undefined when the secret has none of it, not even when it is read again. */
  named(id: string): Promise<DataKey | undefined>;
}

interface DataKeysOptions {
  readSecret: ReadSecret;
  /** What the names of the tenant’s secrets begin with. */
  prefix: string;
  purpose: DataKeyPurpose;
  log: Log;
}

interface KnownKeys {
  current: DataKey;
  byId: ReadonlyMap<string, DataKey>;
}

export const createDataKeys = ({ readSecret, prefix, purpose, log }: DataKeysOptions): DataKeys => {
  let known: KnownKeys | undefined;
  let reading: Promise<KnownKeys> | undefined;

  const fetchKeys = async (): Promise<KnownKeys> => {
    try {
      return (known = keysIn(await readSecret(dataKeySecretName(prefix, purpose)), purpose));
    } catch (cause) {
      log.error('data-key-unusable', { failure: `${purpose}: cannot be read`, ...errorFacts(cause) });
      throw new Problem('service-unavailable', { retryAfterSeconds: 5 }, { cause });
    } finally {
      reading = undefined;
    }
  };
  const read = (): Promise<KnownKeys> => (reading ??= fetchKeys());

  return {
    current: async () => (known ?? (await read())).current,
    named: async (id) => {
      const key = known?.byId.get(id) ?? (await read()).byId.get(id);
      if (!key)
        log.error('data-key-unusable', { failure: `${purpose}: has no key of the name something was made with` });
      return key;
    },
  };
};

const keysIn = (secret: string, purpose: DataKeyPurpose): KnownKeys => {
  const { keyId: id, key, previous } = dataKeySecretSchema.parse(JSON.parse(secret), { jitless: true });
  const derived = (name: string, text: string): DataKey => ({
    id: name,
    key: createSecretKey(new Uint8Array(hkdfSync('sha256', text, '', purpose, 32))),
  });
  const current = derived(id, key);
  const before = Object.entries(previous).map(([name, text]): [string, DataKey] => [name, derived(name, text)]);
  return { current, byId: new Map([...before, [id, current]]) };
};
