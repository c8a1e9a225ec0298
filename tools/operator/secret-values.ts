import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  RestoreSecretCommand,
  type SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import { keyAlias } from '../../lib/names';
import type { Deployment } from './deployment';

/** A value of a secret that no stack makes, or that an operator changes. */
export interface SecretValue {
  text: string;
  storedAt: Date | undefined;
}

/** What answers that there is none, or that it waits for its deletion, is none. @throws Error of AWS */
export const unlessMissing = <T>(answer: Promise<T>): Promise<Partial<T>> =>
  answer.catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException || error instanceof InvalidRequestException) return {};
    throw error;
  });

/** The value in use, or that of a version; undefined where there is none. @throws Error of AWS */
export const secretValue = async (
  { aws }: Deployment,
  SecretId: string,
  VersionId?: string,
): Promise<SecretValue | undefined> => {
  const { SecretString, CreatedDate } = await unlessMissing(
    aws.secrets.send(new GetSecretValueCommand({ SecretId, VersionId })),
  );
  return SecretString === undefined ? undefined : { text: SecretString, storedAt: CreatedDate };
};

/** Every version that Secrets Manager still has of it, oldest first. @throws Error of AWS */
export const versionsOf = async ({ aws }: Deployment, SecretId: string): Promise<string[]> => {
  const versions: SecretVersionsListEntry[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true, NextToken });
    const page = await unlessMissing(aws.secrets.send(command));
    versions.push(...(page.Versions ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const madeAt = ({ CreatedDate }: SecretVersionsListEntry): number => CreatedDate?.getTime() ?? 0;
  return versions.toSorted((one, other) => madeAt(one) - madeAt(other)).flatMap(({ VersionId }) => VersionId ?? []);
};

/** Makes the secret under the tenant’s key where there is none; one that waits for its deletion is had back first. @throws Error of AWS */
export const putSecret = async ({ aws, tenant }: Deployment, Name: string, SecretString: string): Promise<void> => {
  const put = () => aws.secrets.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
  try {
    await put();
  } catch (error) {
    if (error instanceof InvalidRequestException) {
      await restoreSecret({ aws }, Name);
      await put();
    } else if (error instanceof ResourceNotFoundException)
      await aws.secrets.send(new CreateSecretCommand({ Name, KmsKeyId: keyAlias(tenant.tenant), SecretString }));
    else throw error;
  }
};

/** Has back what waits for its deletion; nothing where there is none. @throws Error of AWS */
export const restoreSecret = async ({ aws }: Pick<Deployment, 'aws'>, SecretId: string): Promise<void> => {
  await unlessMissing(aws.secrets.send(new RestoreSecretCommand({ SecretId })));
};

/** For how long a secret that was removed can be had back. */
export const recoveryDays = 30;

/** Nobody can read it from now on; for `recoveryDays` it can be had back. @returns when it is gone. @throws Error of AWS */
export const removeSecret = async ({ aws }: Deployment, SecretId: string): Promise<Date | undefined> => {
  const command = new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: recoveryDays });
  return (await aws.secrets.send(command)).DeletionDate;
};

/** What JSON says; undefined where it is none. */
export const parsedSecret = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
