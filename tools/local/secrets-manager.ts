import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { refusalWithoutKey } from '../loopback/foreign-requests';
import { close, listen, loopback } from '../loopback/listen';
import { createStateWriter, readState, type DataDir } from './state-file';

const storedSecret = z.object({ secretString: z.string(), versionId: z.string(), createdAtSeconds: z.number() });
const storedSecrets = z.record(z.string(), storedSecret);
type StoredSecret = z.infer<typeof storedSecret>;

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
  const actions = actionsOn({
    secrets,
    save,
    arnOf: (name) => `arn:aws:secretsmanager:${region}:000000000000:secret:${name}`,
  });
  const server = createServer((request, response) => void answer(actions, request, response));
  const url = `http://${loopback}:${await listen(server, 0, [refusalWithoutKey(accessKeyId)])}`;
  return {
    url,
    seed: async (wanted) => {
      for (const [name, secretString] of wanted) if (!secrets.has(name)) secrets.set(name, newVersion(secretString));
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

/** An error by the name the AWS SDK knows it under. */
class AwsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

const byId = z.object({ SecretId: z.string().min(1) });
const newValue = z.object({ SecretString: z.string(), ClientRequestToken: z.string().optional() });

type Action = (input: unknown) => object | Promise<object>;

const actionsOn = ({ secrets, save, arnOf }: Vault): Record<string, Action> => {
  const named = (input: unknown): { name: string; secret: StoredSecret } => {
    const { SecretId } = byId.parse(input);
    for (const [name, secret] of secrets) if (SecretId === name || SecretId === arnOf(name)) return { name, secret };
    throw new AwsError('ResourceNotFoundException', 'Secrets Manager can’t find the specified secret.');
  };
  const put = async (name: string, input: unknown): Promise<object> => {
    const { SecretString, ClientRequestToken } = newValue.parse(input);
    const secret = newVersion(SecretString, ClientRequestToken);
    secrets.set(name, secret);
    await save();
    return { ARN: arnOf(name), Name: name, VersionId: secret.versionId, VersionStages: ['AWSCURRENT'] };
  };
  const description = (name: string, { versionId, createdAtSeconds }: StoredSecret): object => ({
    ARN: arnOf(name),
    Name: name,
    CreatedDate: createdAtSeconds,
    VersionIdsToStages: { [versionId]: ['AWSCURRENT'] },
  });
  return {
    GetSecretValue: (input) => {
      const { name, secret } = named(input);
      const { secretString, versionId, createdAtSeconds } = secret;
      return {
        ARN: arnOf(name),
        Name: name,
        SecretString: secretString,
        VersionId: versionId,
        VersionStages: ['AWSCURRENT'],
        CreatedDate: createdAtSeconds,
      };
    },
    PutSecretValue: (input) => put(named(input).name, input),
    CreateSecret: (input) => {
      const { Name } = z.object({ Name: z.string().min(1) }).parse(input);
      if (secrets.has(Name)) throw new AwsError('ResourceExistsException', 'The secret already exists.');
      return put(Name, input);
    },
    DescribeSecret: (input) => {
      const { name, secret } = named(input);
      return description(name, secret);
    },
    ListSecrets: () => ({ SecretList: [...secrets].map(([name, secret]) => description(name, secret)) }),
  };
};

const newVersion = (secretString: string, versionId: string = randomUUID()): StoredSecret => ({
  secretString,
  versionId,
  createdAtSeconds: Date.now() / 1000,
});

const answer = async (
  actions: Record<string, Action>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
  try {
    const action = actions[String(request.headers['x-amz-target']).replace(/^secretsmanager\./, '')];
    if (!action) throw new AwsError('UnknownOperationException', 'not played locally');
    send(200, await action(JSON.parse(await text(request))));
  } catch (error) {
    const isKnown = error instanceof AwsError;
    send(400, { __type: isKnown ? error.name : 'InvalidParameterException', message: isKnown ? error.message : '' });
  }
};
