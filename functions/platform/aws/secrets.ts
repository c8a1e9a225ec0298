import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { AskAws } from '#platform/aws/ask-aws';

/** Text of the secret of a name; empty where it holds none. @throws Error by Secrets Manager’s name of it */
export type ReadSecret = (name: string) => Promise<string>;

/** By the SDK’s client. */
export const sdkSecrets =
  (client: Pick<SecretsManagerClient, 'send'>): ReadSecret =>
  async (SecretId) =>
    textOf(await client.send(new GetSecretValueCommand({ SecretId })));

/** Without the SDK’s client. */
export const leanSecrets =
  (askAws: AskAws): ReadSecret =>
  async (SecretId) =>
    textOf(await askAws('GetSecretValue', { SecretId }));

const textOf = ({ SecretString }: { SecretString?: string | undefined }): string => SecretString ?? '';
