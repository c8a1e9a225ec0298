import { createHash, createHmac } from 'node:crypto';
import { GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import type { Plan } from '../deploy-tenant';
import { operatorSettings, region } from '../operator';

/** Asks AWS with the rights of whoever it was made for. @returns the error’s name, or undefined when it was done */
export type AskAs = (service: Service, operation: string, input: object) => Promise<string | undefined>;

/** Services by the JSON protocol, with what they call themselves in it; of Lambda an invocation that does nothing. */
const targets = {
  dynamodb: 'DynamoDB_20120810',
  secretsmanager: 'secretsmanager',
  kms: 'TrentService',
  sqs: 'AmazonSQS',
  events: 'AWSEvents',
  states: 'AWSStepFunctions',
  lambda: undefined,
} as const;
export type Service = keyof typeof targets;

interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** As the SDK’s own hash functions. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {
    throw new Error('Nobody asks for it.');
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

const refusal = z.object({ __type: z.string().optional(), Type: z.string().optional(), code: z.string().optional() });

const nameOf = (response: Response, text: string): string => {
  const { __type, code } = refusal.catch({}).parse(text.startsWith('{') ? JSON.parse(text) : {});
  const name = response.headers.get('x-amzn-errortype') ?? __type ?? code ?? `HTTP ${response.status}: ${text}`;
  return name.replace(/^.*#/, '').replace(/:http.*$/, '');
};

/** Asks with these keys, once. */
const askWith = (emulatorUrl: string, credentials: Session): AskAs => {
  const { hostname, port } = new URL(emulatorUrl);
  return async (service, operation, input) => {
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
    const target = targets[service];
    const [path, naming] =
      target === undefined
        ? [`/2015-03-31/functions/${operation}/invocations`, { 'x-amz-invocation-type': 'DryRun' }]
        : ['/', { 'x-amz-target': `${target}.${operation}` }];
    const headers = { host: `${hostname}:${port}`, 'content-type': 'application/x-amz-json-1.0', ...naming };
    const body = JSON.stringify(input);
    const unsigned = {
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path,
      query: {},
      headers,
      body,
    };
    const { host: _, ...signed } = (await signer.sign(unsigned)).headers;
    const response = await fetch(`${emulatorUrl}${path}`, { method: 'POST', headers: signed, body });
    const text = await response.text();
    return response.ok ? undefined : nameOf(response, text);
  };
};

/** Asks with the operator’s rights. */
export const askAsOperator = (plan: Plan): AskAs => askWith(plan.emulator.url, operatorSettings(plan).credentials);

/**
 * Asks with the rights of a role, in a session of its own. Only AWS’s services may take on the deployed roles, so for as long as it takes
 * to have the session the account may as well.
 */
export const askAsRole = async (plan: Plan, RoleName: string): Promise<AskAs> => {
  const settings = { ...operatorSettings(plan), region };
  const iam = new IAMClient(settings);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  const setTrust = (PolicyDocument: string) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  await setTrust(JSON.stringify(trustingTheAccount));
  try {
    const named = { RoleArn: Role?.Arn, RoleSessionName: 'deploy-suite' };
    const { Credentials } = await new STSClient(settings).send(new AssumeRoleCommand(named));
    const {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    } = Credentials ?? {};
    const session = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() });
    return askWith(plan.emulator.url, session.parse({ accessKeyId, secretAccessKey, sessionToken }));
  } finally {
    await setTrust(trust);
  }
};

const trustingTheAccount = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::000000000000:root' } }],
};
