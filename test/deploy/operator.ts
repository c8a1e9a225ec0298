import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Grant } from '#api/grants';
import type { Credentials } from '#att/secret';
import type { ApiFamily } from '#domain/define-operation';
import { loadTenant } from '../../lib/config/load-tenant';
import { ofSession } from '../../lib/constructs/session-role';
import { functionName } from '../../lib/names';
import { exitCodes } from '../../tools/operator/answer';
import { awsWith } from '../../tools/operator/aws';
import { run } from '../../tools/operator/command-line';
import { groups } from '../../tools/operator/groups';
import { deadLettersUrl } from '../../tools/operator/queues';
import type { Plan } from './deploy-tenant';

/** What a tenant’s operator does after a deployment, by the command line. */
export interface Operator {
  /** Stores a pair, and has the deployment try it. @throws when AT&T does not take it */
  storeCredentials(solutionProvider: string, family: ApiFamily, pair: Credentials): Promise<void>;
  /** An app client with that grant; with none, it may call nothing. */
  createClient(name: string, grant?: Grant): Promise<Client>;
  /** An access token by the client-credentials grant. */
  tokenOf(client: Client): Promise<string>;
  /** Does something while a function’s role lacks an action. */
  without(id: string, action: string, work: () => Promise<void>): Promise<void>;
  /** Does something while the policies of a function’s sessions name a Solution Provider, whichever a session is for. */
  heldTo(id: string, solutionProvider: string, work: () => Promise<void>): Promise<void>;
  /** `npx gateway …` for the tenant. @returns what it answers. @throws Error with its exit code and what it says, when that is not 0 */
  gateway(args: readonly string[], input?: string): Promise<unknown>;
  /** The same, also of what was looked at and is not in order, with the code it ends with. @throws Error where it ends with another than 0 or 3 */
  look(args: readonly string[]): Promise<{ isInOrder: boolean; data: unknown }>;
  /** Lays a webhook’s message aside, as SQS does with one that the sender gave up. */
  layAside(message: object): Promise<void>;
}

export const region = 'us-east-1';
const newClient = z.looseObject({ clientId: z.string(), clientSecret: z.string() });
export type Client = z.output<typeof newClient>;

/** How the operator’s own calls reach the emulated AWS. */
export const operatorSettings = ({ emulator: { url } }: Pick<Plan, 'emulator'>) => ({
  endpoint: url,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** What the command line said, as it may stand in the log of a run. */
const withoutSecret = (said: string): string => said.replace(/("clientSecret":")[^"]*/g, '$1…');

/** Of whom an operator is one, and how AWS is reached. */
export interface Post extends Pick<Plan, 'tenant' | 'tenants'> {
  settings: Parameters<typeof awsWith>[0];
  region: string;
  /** Where clients get tokens. */
  tokenUrl: string;
}

export const operatorOf = (plan: Plan): Operator =>
  operatorAt({ ...plan, region, settings: operatorSettings(plan), tokenUrl: `${plan.emulator.url}/oauth2/token` });

/** A user pool’s domain is found by its name a while after it was made. Who is refused is so at once. */
const tokenPatienceMs = 180_000;

const askToken = async (tokenUrl: string, init: RequestInit, end = Date.now() + tokenPatienceMs): Promise<Response> => {
  const answer = await fetch(tokenUrl, init).catch((error: unknown) => {
    if (Date.now() > end) throw error;
  });
  if (answer && (answer.status < 500 || Date.now() > end)) return answer;
  await wait(2_000);
  return askToken(tokenUrl, init, end);
};

export const operatorAt = ({ tenant, tenants, settings, region: where, tokenUrl }: Post): Operator => {
  const awsIn = awsWith(settings);
  const ended = async (args: readonly string[], input: string, fine: readonly number[]) => {
    const prompt = () => Promise.reject(new Error('Nobody is there to ask.'));
    const ports = { tenants, awsIn };
    const command = [...args, '--tenant', tenant, '--json'];
    const { out, err, exitCode } = await run(groups({ stdin: Readable.from([input]), prompt }), command, ports);
    if (!fine.includes(exitCode)) throw new Error(`gateway ${args.join(' ')}: ${exitCode} ${err}${withoutSecret(out)}`);
    return { exitCode, data: JSON.parse(out) as unknown };
  };
  /** What the command line answers. @throws what it says, when it does not do it */
  const gateway = async (args: readonly string[], input = ''): Promise<unknown> =>
    (await ended(args, input, [exitCodes.done])).data;

  const roleOf = async (id: string): Promise<string> => {
    const asked = new GetFunctionConfigurationCommand({ FunctionName: functionName(tenant, id) });
    return (await awsIn(where).lambda.send(asked)).Role ?? '';
  };

  return {
    gateway,
    look: async (args) => {
      const { exitCode, data } = await ended(args, '', [exitCodes.done, exitCodes.notInOrder]);
      return { isInOrder: exitCode === exitCodes.done, data };
    },
    layAside: async (message) => {
      const aws = awsIn(where);
      const QueueUrl = await deadLettersUrl({ tenant: await loadTenant(tenant, tenants), aws }, 'webhooks');
      await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    },
    storeCredentials: async (solutionProvider, family, pair) => {
      const whose = ['--provider', solutionProvider, '--family', family];
      await gateway(['credentials', 'set', ...whose], JSON.stringify(pair));
      await gateway(['credentials', 'verify', ...whose]);
    },
    createClient: async (name, { solutionProviders, scopes } = withdrawn) => {
      const granted = ['--provider', ...solutionProviders, '--scope', ...scopes];
      const client = newClient.parse(await gateway(['client', 'create', '--name', name, ...granted]));
      if (solutionProviders === withdrawn.solutionProviders)
        await gateway(['client', 'revoke', '--client', client.clientId]);
      return client;
    },
    tokenOf: async ({ clientId, clientSecret }) => {
      const response = await askToken(tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
    },
    without: async (id, action, work) =>
      whileChanged(new IAMClient({ ...settings, region: where }), await roleOf(id), withoutAction(action), work),
    heldTo: async (id, solutionProvider, work) =>
      whileChanged(new IAMClient({ ...settings, region: where }), await roleOf(id), heldTo(solutionProvider), work),
  };
};

const strings = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const policySchema = z.looseObject({ Statement: z.array(z.looseObject({ Action: strings, Resource: strings })) });
type Policy = z.output<typeof policySchema>;

const policyOf = async (iam: IAMClient, named: { RoleName: string; PolicyName: string }): Promise<Policy> => {
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(named));
  return policySchema.parse(JSON.parse(decodeURIComponent(PolicyDocument)));
};

const roleNameOf = (arn: string): string => arn.split('/').at(-1) ?? '';

/** The policy of a function’s role, and those of the roles it may take. */
const policiesOf = async (iam: IAMClient, roleArn: string) => {
  const own = { RoleName: roleNameOf(roleArn), PolicyName: 'function' };
  const policy = await policyOf(iam, own);
  const taken = policy.Statement.filter(({ Action }) => Action.includes('sts:AssumeRole')).flatMap(
    (one) => one.Resource,
  );
  const sessions = taken.map((arn) => ({ RoleName: roleNameOf(arn), PolicyName: 'session' }));
  const theirs = await Promise.all(sessions.map(async (named) => ({ named, policy: await policyOf(iam, named) })));
  return [{ named: own, policy }, ...theirs];
};

/** Changes what a function may, by its role or in a session, and gives it back whatever comes of the work. @throws where nothing is changed */
const whileChanged = async (
  iam: IAMClient,
  roleArn: string,
  change: (policy: Policy) => Policy,
  work: () => Promise<void>,
): Promise<void> => {
  const set = (named: { RoleName: string; PolicyName: string }, policy: Policy) =>
    iam.send(new PutRolePolicyCommand({ ...named, PolicyDocument: JSON.stringify(policy) }));
  const all = (await policiesOf(iam, roleArn)).map((one) => ({ ...one, changed: change(one.policy) }));
  const changed = all.filter((one) => JSON.stringify(one.changed) !== JSON.stringify(one.policy));
  if (changed.length === 0) throw new Error(`Nothing of what ${roleArn} may is changed.`);
  try {
    for (const one of changed) await set(one.named, one.changed);
    await work();
  } finally {
    for (const one of changed) await set(one.named, one.policy);
  }
};

const withoutAction =
  (action: string) =>
  (policy: Policy): Policy => ({
    ...policy,
    Statement: policy.Statement.filter(({ Action }) => !Action.includes(action)),
  });

const heldTo =
  (solutionProvider: string) =>
  (policy: Policy): Policy =>
    policySchema.parse(JSON.parse(JSON.stringify(policy).replaceAll(ofSession, solutionProvider)));

/** Given, and taken back at once. */
const withdrawn: Grant = { solutionProviders: ['10067'], scopes: ['ordering:read'] };
