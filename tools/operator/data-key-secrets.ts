import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import {
  dataKeyPurposes,
  dataKeySecretName,
  dataKeySecretSchema,
  type DataKeyPurpose,
} from '#platform/data-keys/data-keys';
import { secretPrefix } from '../../lib/names';
import type { Deployment } from './deployment';
import { FunctionFailed, Refusal } from './failures';
import { parsedSecret, putSecret, restoreSecret, secretValue, versionsOf } from './secret-values';

type DataKeySecret = z.output<typeof dataKeySecretSchema>;

/** Keys of one purpose, as they are stored. */
export interface StoredKeys {
  secret: DataKeySecret;
  /** When the last change of them was. */
  storedAt: Date | undefined;
}

const nameOf = ({ tenant }: Deployment, purpose: DataKeyPurpose): string =>
  dataKeySecretName(secretPrefix(tenant.tenant), purpose);

/** What the tenant has keys for. */
export const purposesOf = ({ tenant }: Deployment): readonly DataKeyPurpose[] =>
  dataKeyPurposes.filter((purpose) => purpose !== 'pushes' || tenant.pushes !== undefined);

/** @throws Refusal where the tenant has none of the purpose */
export const requirePurpose = (deployment: Deployment, purpose: DataKeyPurpose): void => {
  if (!purposesOf(deployment).includes(purpose))
    throw new Refusal(`${deployment.tenant.tenant} states no \`pushes\`, and has no keys for them.`);
};

/** Undefined where there is nothing that functions could use. @throws Error of AWS */
export const storedKeys = async (deployment: Deployment, purpose: DataKeyPurpose): Promise<StoredKeys | undefined> => {
  const value = await secretValue(deployment, nameOf(deployment, purpose));
  const secret = keysIn(value?.text);
  return secret && { secret, storedAt: value?.storedAt };
};

const keysIn = (text = ''): DataKeySecret | undefined => dataKeySecretSchema.safeParse(parsedSecret(text)).data;

/** @throws Refusal where there is nothing that functions could use */
export const requireKeys = async (deployment: Deployment, purpose: DataKeyPurpose): Promise<StoredKeys> => {
  const stored = await storedKeys(deployment, purpose);
  if (stored) return stored;
  throw new Refusal(
    `${nameOf(deployment, purpose)} holds no keys that functions could use: \`gateway keys recover\` takes them out of what it held before.`,
  );
};

/** Has the secret back where it waits for its deletion. */
export const restoreKeys = (deployment: Deployment, purpose: DataKeyPurpose): Promise<void> =>
  restoreSecret(deployment, nameOf(deployment, purpose));

/** Keys of all versions of the secret that Secrets Manager still has, the newest last. */
export const keysOfBefore = async (
  deployment: Deployment,
  purpose: DataKeyPurpose,
): Promise<Readonly<Record<string, string>>> => {
  const name = nameOf(deployment, purpose);
  const versions = await versionsOf(deployment, name);
  const values = await Promise.all(versions.map((version) => secretValue(deployment, name, version)));
  return Object.assign({}, ...values.map((value) => allKeys(keysIn(value?.text)))) as Record<string, string>;
};

const allKeys = (secret: DataKeySecret | undefined): Record<string, string> =>
  secret ? { ...secret.previous, [secret.keyId]: secret.key } : {};

/** The same keys and some more, none of which is the one to work with, but where there is none. */
export const withKept = (secret: DataKeySecret, more: Readonly<Record<string, string>>): DataKeySecret => {
  const { [secret.keyId]: _, ...previous } = { ...more, ...secret.previous };
  return { ...secret, previous };
};

/** Its name says when it was made, and is no other’s. */
export const newKey = (nowMs: number): Pick<DataKeySecret, 'keyId' | 'key'> => ({
  keyId: `${new Date(nowMs).toISOString().replaceAll(/\W/g, '')}-${randomBytes(3).toString('hex')}`,
  key: randomBytes(32).toString('hex'),
});

/** @throws Error of AWS */
export const storeKeys = (deployment: Deployment, purpose: DataKeyPurpose, secret: DataKeySecret): Promise<void> => {
  const { previous, ...current } = secret;
  const text = JSON.stringify({ ...current, ...(Object.keys(previous).length > 0 && { previous }) });
  return putSecret(deployment, nameOf(deployment, purpose), text);
};

/**
 * Stores keys so that none of them is lost, although another rotation has read what this one has read: whoever finds his own
 * missing afterwards puts them beside what is there. @returns what stands then
 */
export const storeAllKeys = async (
  deployment: Deployment,
  purpose: DataKeyPurpose,
  wanted: DataKeySecret,
  tries = 5,
): Promise<DataKeySecret> => {
  await storeKeys(deployment, purpose, wanted);
  const { secret } = await requireKeys(deployment, purpose);
  const there = allKeys(secret);
  if (Object.keys(allKeys(wanted)).every((id) => id in there)) return secret;
  if (tries === 0)
    throw new FunctionFailed(`Others change ${nameOf(deployment, purpose)} at the same time: look at it.`);
  return storeAllKeys(deployment, purpose, withKept(secret, allKeys(wanted)), tries - 1);
};
