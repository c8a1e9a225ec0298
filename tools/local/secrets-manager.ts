import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as z from 'zod';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import { AwsError, awsJson, type Action } from './aws-json';
import { createStateWriter, readState, type DataDir } from './state-file';

const storedVersion = z.object({ secretString: z.string(), versionId: z.string(), createdAtSeconds: z.number() });
type StoredVersion = z.infer<typeof storedVersion>;
const storedSecret = storedVersion.extend({
  /** What it held before, the last first. */
  before: z.array(storedVersion).default([]),
  removedAtSeconds: z.number().optional(),
});
const storedSecrets = z.record(z.string(), storedSecret);
type StoredSecret = z.infer<typeof storedSecret>;

/** As many as are of use. */
const mostVersions = 10;

const fileName = 'secrets.json';

export interface SecretsManager {
  /** Of the AWS Secrets Manager API. */
  url: string;
  /** Stores secrets that are not there yet. */
  seed(secrets: ReadonlyMap<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** AWS Secrets Manager as far as the gateway and its operators use it, kept in the data folder. */
export const startSecretsManager = async (
  dataDir: DataDir,
  region: string,
  accessKeyId: string,
): Promise<SecretsManager> => {
  const secrets = new Map(Object.entries((await readState(dataDir, fileName, storedSecrets)) ?? {}));
  const save = createStateWriter(dataDir, fileName, () => Object.fromEntries(secrets));
  const arnOf = (name: string): string => `arn:aws:secretsmanager:${region}:000000000000:secret:${name}`;
  const vault = openVault({ secrets, save, arnOf });
  const server = createServer(awsJson({ ...readingActions(vault), ...changingActions(vault) }));
  const url = `http://${loopback}:${await listen(server, 0, [refusalWithoutKey(accessKeyId)])}`;
  return {
    url,
    seed: async (wanted) => {
      for (const [name, secretString] of wanted)
        if (!secrets.has(name)) secrets.set(name, { ...newVersion(secretString), before: [] });
      await save();
    },
    close: async () => {
      await close(server);
      await save();
    },
  };
};

interface Vault {
  secrets: Map<string, StoredSecret>;
  save: () => Promise<void>;
  arnOf: (name: string) => string;
}

const byId = z.object({ SecretId: z.string().min(1), VersionId: z.string().optional() });
const newValue = z.object({ SecretString: z.string(), ClientRequestToken: z.string().optional() });

interface Named {
  name: string;
  secret: StoredSecret;
}

/** What actions do with secrets. */
const openVault = ({ secrets, save, arnOf }: Vault) => {
  const found = (input: unknown): Named => {
    const { SecretId } = byId.parse(input);
    for (const [name, secret] of secrets) if (SecretId === name || SecretId === arnOf(name)) return { name, secret };
    throw missing();
  };
  const change = async (name: string, secret: StoredSecret): Promise<{ ARN: string; Name: string }> => {
    secrets.set(name, secret);
    await save();
    return { ARN: arnOf(name), Name: name };
  };
  return {
    all: secrets,
    found,
    /** One that does not wait for its deletion. */
    named: (input: unknown): Named => {
      const { name, secret } = found(input);
      if (secret.removedAtSeconds === undefined) return { name, secret };
      throw new AwsError('InvalidRequestException', 'The secret was marked for deletion.');
    },
    change,
    put: async (name: string, input: unknown, known: readonly StoredVersion[]): Promise<object> => {
      const { SecretString, ClientRequestToken } = newValue.parse(input);
      const secret = newVersion(SecretString, ClientRequestToken);
      const answered = await change(name, { ...secret, before: known.slice(0, mostVersions) });
      return { ...answered, VersionId: secret.versionId, VersionStages: ['AWSCURRENT'] };
    },
    described: (name: string, { versionId, createdAtSeconds, removedAtSeconds }: StoredSecret): object => ({
      ...{ ARN: arnOf(name), Name: name, CreatedDate: createdAtSeconds, DeletedDate: removedAtSeconds },
      VersionIdsToStages: { [versionId]: ['AWSCURRENT'] },
    }),
    arnOf,
  };
};
type OpenVault = ReturnType<typeof openVault>;

const readingActions = ({ all, found, named, described, arnOf }: OpenVault): Record<string, Action> => ({
  GetSecretValue: (input) => {
    const { name, secret } = named(input);
    const { VersionId = secret.versionId } = byId.parse(input);
    const version = [secret, ...secret.before].find(({ versionId }) => versionId === VersionId);
    if (!version) throw missing();
    const { secretString: SecretString, createdAtSeconds: CreatedDate } = version;
    const VersionStages = version === secret ? ['AWSCURRENT'] : [];
    return { ARN: arnOf(name), Name: name, SecretString, VersionId, VersionStages, CreatedDate };
  },
  DescribeSecret: (input) => {
    const { name, secret } = found(input);
    return described(name, secret);
  },
  ListSecretVersionIds: (input) => {
    const { name, secret } = named(input);
    const Versions = [secret, ...secret.before].map(({ versionId, createdAtSeconds }) => ({
      ...{ VersionId: versionId, CreatedDate: createdAtSeconds },
      VersionStages: versionId === secret.versionId ? ['AWSCURRENT'] : [],
    }));
    return { ARN: arnOf(name), Name: name, Versions };
  },
  ListSecrets: () => ({
    SecretList: [...all]
      .filter(([, { removedAtSeconds }]) => removedAtSeconds === undefined)
      .map(([name, secret]) => described(name, secret)),
  }),
});

const changingActions = ({ all, found, named, change, put }: OpenVault): Record<string, Action> => ({
  PutSecretValue: (input) => {
    const { name, secret } = named(input);
    return put(name, input, [secret, ...secret.before]);
  },
  CreateSecret: (input) => {
    const { Name } = z.object({ Name: z.string().min(1) }).parse(input);
    if (all.has(Name)) throw new AwsError('ResourceExistsException', 'The secret already exists.');
    return put(Name, input, []);
  },
  DeleteSecret: async (input) => {
    const { name, secret } = named(input);
    const { RecoveryWindowInDays } = z.object({ RecoveryWindowInDays: z.number().default(30) }).parse(input);
    const removedAtSeconds = Date.now() / 1000;
    const answered = await change(name, { ...secret, removedAtSeconds });
    return { ...answered, DeletionDate: removedAtSeconds + RecoveryWindowInDays * 86_400 };
  },
  RestoreSecret: (input) => {
    const { name, secret } = found(input);
    const { removedAtSeconds: _, ...kept } = secret;
    return change(name, kept);
  },
});

const missing = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'Secrets Manager can’t find the specified secret.');

const newVersion = (secretString: string, versionId: string = randomUUID()): StoredVersion => ({
  secretString,
  versionId,
  createdAtSeconds: Date.now() / 1000,
});
