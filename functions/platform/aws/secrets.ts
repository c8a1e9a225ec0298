import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
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

/** When what the secret of a name holds was stored, in milliseconds since the epoch; undefined where there is none. @throws Error by Secrets Manager’s name of it */
export type SecretStoredAt = (name: string) => Promise<number | undefined>;

export const sdkSecretStoredAt =
  (client: Pick<SecretsManagerClient, 'send'>): SecretStoredAt =>
  async (SecretId) => {
    try {
      const { CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId }));
      return CreatedDate?.getTime();
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

const textOf = ({ SecretString }: { SecretString?: string | undefined }): string => SecretString ?? '';
