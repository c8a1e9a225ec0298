import { createHash } from 'node:crypto';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { secretName, secretSchema, type Credentials, type CredentialSecret } from '#att/secret';
import { trialResultSchema, type CredentialTrial, type TrialResult } from '#att/try-credentials';
import type { ApiFamily } from '#domain/define-operation';
import { examplesOf, operations } from '#operations/registry';
import { reconcilerName, secretPrefix } from '../../lib/names';
import type { Deployment } from './deployment';
import { invoke } from './invoke';
import { parsedSecret, putSecret, secretValue, unlessMissing } from './secret-values';

/** Whose pairs: AT&T issues them by Solution Provider and API family. */
export interface Owner {
  provider: string;
  family: ApiFamily;
}

/** What an operator may know of a stored secret: never a value, nor a part of one. */
export interface StoredState {
  provider: string;
  family: ApiFamily;
  /** Marks by which pairs can be told apart; absent where none is stored. */
  current?: string;
  next?: string;
  environment?: string;
  changedAt?: string;
  /** When it was removed; it can be had back for a while. */
  removedAt?: string;
}

export const secretId = ({ tenant }: Deployment, { provider, family }: Owner): string =>
  secretName(secretPrefix(tenant.tenant), provider, family);

/** What is stored; undefined where there is no such secret, or nothing that functions could use. @throws Error of AWS */
export const storedPairs = async (deployment: Deployment, owner: Owner): Promise<CredentialSecret | undefined> => {
  const { text = '' } = (await secretValue(deployment, secretId(deployment, owner))) ?? {};
  return secretSchema.safeParse(parsedSecret(text)).data;
};

/** No deployment makes these secrets: the first pair does. */
export const storePairs = (deployment: Deployment, owner: Owner, secret: CredentialSecret): Promise<void> =>
  putSecret(deployment, secretId(deployment, owner), JSON.stringify(secret));

export const stateOf = async (deployment: Deployment, owner: Owner): Promise<StoredState> => {
  const [secret, { LastChangedDate, CreatedDate, DeletedDate }] = await Promise.all([
    storedPairs(deployment, owner),
    unlessMissing(deployment.aws.secrets.send(new DescribeSecretCommand({ SecretId: secretId(deployment, owner) }))),
  ]);
  const changedAt = LastChangedDate ?? CreatedDate;
  return {
    ...owner,
    ...(secret && { current: markOf(secret.current) }),
    ...(secret?.next && { next: markOf(secret.next) }),
    ...(secret?.environment && { environment: secret.environment }),
    ...(changedAt && { changedAt: changedAt.toISOString() }),
    ...(DeletedDate && { removedAt: DeletedDate.toISOString() }),
  };
};

/** Eight characters of a digest over both halves, of which the secret half cannot be guessed. */
export const markOf = ({ clientId, clientSecret }: Credentials): string =>
  createHash('sha256')
    .update(JSON.stringify([clientId, clientSecret]))
    .digest('hex')
    .slice(0, 8);

/** Has the deployment itself, from where it calls AT&T, try a stored pair with a read that changes nothing. */
export const tryStored = async (
  deployment: Deployment,
  { provider, family }: Owner,
  slot: CredentialTrial['slot'],
): Promise<TrialResult> => {
  const trial: CredentialTrial = { solutionProvider: provider, slot, reads: readsOf(family) };
  return trialResultSchema.parse(await invoke(deployment, reconcilerName, { tryCredentials: trial }));
};

/** The family’s reads as they are documented; whether AT&T has what they ask for does not matter. */
const readsOf = (family: ApiFamily): CredentialTrial['reads'] =>
  operations
    .filter((operation) => operation.family === family && operation.idempotency === 'safe')
    .map(({ id }) => {
      const [{ request }] = examplesOf[id];
      const { path = {}, query = {}, body }: { path?: Values; query?: Values; body?: unknown } = request;
      return { operation: id, path, query, ...(body !== undefined && { body: JSON.stringify(body) }) };
    });

type Values = Record<string, string>;
