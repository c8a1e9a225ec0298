import { createHash } from 'node:crypto';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import { secretName, secretSchema, type Credentials, type CredentialSecret } from '#att/secret';
import { trialResultSchema, type CredentialTrial, type TrialResult } from '#att/try-credentials';
import type { ApiFamily } from '#domain/define-operation';
import { examplesOf, operations } from '#operations/registry';
import { keyAlias, reconcilerName, secretPrefix } from '../../lib/names';
import type { Deployment } from './deployment';
import { invoke } from './invoke';

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
}

const secretId = ({ tenant }: Deployment, { provider, family }: Owner): string =>
  secretName(secretPrefix(tenant.tenant), provider, family);

/** What is stored; undefined where there is no such secret, or nothing that functions could use. @throws Error of AWS */
export const storedPairs = async (deployment: Deployment, owner: Owner): Promise<CredentialSecret | undefined> => {
  const { SecretString = '' } = await unlessMissing(
    deployment.aws.secrets.send(new GetSecretValueCommand({ SecretId: secretId(deployment, owner) })),
  );
  return secretSchema.safeParse(parsed(SecretString)).data;
};

const unlessMissing = <T>(answer: Promise<T>): Promise<Partial<T>> =>
  answer.catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return {};
    throw error;
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** No deployment makes these secrets: the first pair does, under the tenant’s key. */
export const storePairs = async (deployment: Deployment, owner: Owner, secret: CredentialSecret): Promise<void> => {
  const { aws, tenant } = deployment;
  const [Name, SecretString] = [secretId(deployment, owner), JSON.stringify(secret)];
  try {
    await aws.secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await aws.secrets.send(new CreateSecretCommand({ Name, KmsKeyId: keyAlias(tenant.tenant), SecretString }));
  }
};

export const stateOf = async (deployment: Deployment, owner: Owner): Promise<StoredState> => {
  const [secret, { LastChangedDate, CreatedDate }] = await Promise.all([
    storedPairs(deployment, owner),
    unlessMissing(deployment.aws.secrets.send(new DescribeSecretCommand({ SecretId: secretId(deployment, owner) }))),
  ]);
  const changedAt = LastChangedDate ?? CreatedDate;
  return {
    ...owner,
    ...(secret && { current: markOf(secret.current) }),
    ...(secret?.next && { next: markOf(secret.next) }),
    ...(secret?.environment && { environment: secret.environment }),
    ...(secret && changedAt && { changedAt: changedAt.toISOString() }),
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
