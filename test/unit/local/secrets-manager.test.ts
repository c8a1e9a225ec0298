import {
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { startSecretsManager, type SecretsManager } from '../../../tools/local/secrets-manager';
import { temporaryDirectory } from '../../support/temporary-directory';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const SecretId = 'tenant/answers';

let started: SecretsManager | undefined;
const startedIn = async (dataDir: string): Promise<SecretsManagerClient> => {
  await started?.close();
  started = await startSecretsManager(dataDir, region, credentials.accessKeyId);
  await started.seed(new Map([[SecretId, 'first']]));
  return new SecretsManagerClient({ region, credentials, endpoint: started.url });
};
afterEach(() => started?.close());

it('keeps what a secret held before, also after another start', async () => {
  const folder = temporaryDirectory('secrets-');
  const client = await startedIn(folder);
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' }));
  const again = await startedIn(folder);
  const { Versions = [] } = await again.send(new ListSecretVersionIdsCommand({ SecretId }));
  const texts = await Promise.all(
    Versions.map(
      async ({ VersionId }) => (await again.send(new GetSecretValueCommand({ SecretId, VersionId }))).SecretString,
    ),
  );
  expect(texts).toEqual(['second', 'first']);
  expect((await again.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('second');
});

it('gives nothing of a secret that waits for its deletion, and has it back', async () => {
  const client = await startedIn(temporaryDirectory('secrets-'));
  const { DeletionDate } = await client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 30 }));
  expect(DeletionDate!.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  expect((await client.send(new DescribeSecretCommand({ SecretId }))).DeletedDate).toBeInstanceOf(Date);
  const refused = { name: 'InvalidRequestException' };
  await expect(client.send(new GetSecretValueCommand({ SecretId }))).rejects.toMatchObject(refused);
  await expect(client.send(new DeleteSecretCommand({ SecretId }))).rejects.toMatchObject(refused);
  await client.send(new RestoreSecretCommand({ SecretId }));
  expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('first');
});
