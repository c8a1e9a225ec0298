import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Aws } from '../../tools/operator/aws';
import { run, type Ended } from '../../tools/operator/command-line';
import { costCommand, type MonthlyCost } from '../../tools/operator/cost';
import { billOf } from '../../tools/cost/bill';
import { groups } from '../../tools/operator/groups';
import type { Session } from '../../tools/operator/session';
import { dynaliteClient, tableName } from './dynalite-client';
import { simpleSecrets, type SimpleSecrets } from './simple-secrets';
import { simpleQueues, type SimpleQueues } from './simple-queues';

const tenants = join(import.meta.dirname, '..', 'integration', 'tenants');

type Invoked = (functionName: string, event: unknown) => Promise<unknown>;

/** Whom AWS takes the operator for. */
export const operatorArn = 'arn:aws:sts::000000000000:assumed-role/operators/jo.example';

/** What CloudFormation makes for a deployment: without it nothing that is audited can be done. */
const auditSecretOf = (tenant: string) =>
  [
    `att-partner-gateway/${tenant}/audit`,
    JSON.stringify({ keyId: '1', key: 'an audit key of more than 32 characters' }),
  ] as const;
export const auditSecret = auditSecretOf('rebound');

const stackOutputs = { TableName: tableName, Environment: 'uat' };

/** What a tenant’s templates would say, of what is asked for. */
const aBill: MonthlyCost = (_, { orders, ports, clients, isTokenCached }) =>
  Promise.resolve(
    billOf({
      standing: [{ what: 'secrets', price: 'secret', quantity: 5 }],
      usage: [{ what: 'calls', price: 'apiRequest', quantity: orders * 20 + ports * 10 }],
      clients: [{ what: 'tokens', price: 'tokenRequest', quantity: isTokenCached ? clients : orders * 20 }],
    }),
  );

/** What AWS answers where there is no such thing. */
export const awsError = (name: string, message = ''): Error =>
  Object.assign(new Error(message), { name, $metadata: {} });

export interface Operated {
  /** Of stacks; one that is undefined was never deployed. */
  outputs: Record<string, string | undefined>;
  /** By name. */
  secrets: SimpleSecrets;
  cognito: (command: object) => unknown;
  /** A function that fails throws. */
  invoked: Invoked;
  dynamoDb: Aws['dynamoDb'];
  /** Of CloudWatch. */
  cloudWatch: (command: object) => unknown;
  /** By URL. */
  queues: SimpleQueues;
  /** What stacks have, by type and name. */
  resources: { type: string; name: string }[];
  /** By the operator’s clock; the audit goes by the machine’s. */
  now: () => number;
  /** What whoever watches has seen. */
  seen: { shown: string[]; progress: string[]; pauses: number[] };
  /** Does what time does while a command waits. */
  whilePausing: () => void | Promise<void>;
  /** Every function that was invoked, and with what. */
  invocations: { region: string; name: string; event: unknown }[];
  /** Runs a command line; `input` is at standard input. */
  gateway: (line: string, input?: string) => Promise<Ended>;
}

/** A deployment in AWS as far as an operator’s commands reach it, and the operator. */
export const operated = async (given: Partial<Pick<Operated, 'invoked' | 'dynamoDb'>> = {}): Promise<Operated> => {
  const { dynamoDb = await dynaliteClient() } = given;
  const world: Operated = {
    outputs: { ...stackOutputs },
    secrets: simpleSecrets([auditSecret, auditSecretOf('tincan')]),
    cognito: () => Promise.reject(awsError('AccessDeniedException')),
    invoked: () => Promise.reject(new Error('nobody expected it')),
    ...given,
    dynamoDb,
    cloudWatch: () => Promise.reject(awsError('AccessDeniedException')),
    queues: simpleQueues(),
    resources: [],
    now: () => Date.parse('2026-11-05T15:00:00Z'),
    seen: { shown: [], progress: [], pauses: [] },
    whilePausing: () => undefined,
    invocations: [],
    gateway: (line, input) => {
      const stdin = input === undefined ? Object.assign(Readable.from([]), { isTTY: true }) : Readable.from([input]);
      const prompt = () => Promise.reject(new Error('nobody is there to ask'));
      const all = [...groups({ stdin, prompt }), costCommand(aBill)];
      return run(all, line.split(' ').filter(Boolean), {
        tenants,
        awsIn: (region) => awsOf(world, region),
        session: sessionOf(world),
      });
    },
  };
  return world;
};

const sessionOf = (world: Operated): Session => ({
  show: (text) => void world.seen.shown.push(text),
  progress: (text) => void world.seen.progress.push(text),
  pause: async (milliseconds) => {
    world.seen.pauses.push(milliseconds);
    await world.whilePausing();
  },
  now: () => world.now(),
});

const awsOf = (world: Operated, region: string): Aws => {
  // The clients’ overloads cannot be written as one function type.
  const client = (answer: (command: object) => unknown) => ({
    send: ((command: object) => new Promise((done) => done(answer(command)))) as never,
  });
  return {
    cloudFormation: client((command) => describeStacks(world, command)),
    cloudWatch: client((command) => world.cloudWatch(command)),
    cognito: client((command) => world.cognito(command)),
    dynamoDb: world.dynamoDb,
    lambda: client((command) => invoke(world, region, command)),
    secrets: client((command) => world.secrets.answer(command)),
    sqs: client((command) => world.queues.answer(command)),
    sts: client(identify),
  };
};

const identify = (command: object): object => {
  if (!(command instanceof GetCallerIdentityCommand)) throw awsError('UnknownOperationException');
  return { Arn: operatorArn };
};

const describeStacks = ({ outputs, resources }: Operated, command: object): object => {
  if (command instanceof ListStackResourcesCommand)
    return {
      StackResourceSummaries: resources.map(({ type, name }) => ({ ResourceType: type, PhysicalResourceId: name })),
    };
  if (!(command instanceof DescribeStacksCommand)) throw awsError('UnknownOperationException');
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }));
  return { Stacks: [{ Outputs }] };
};

const invoke = async ({ invoked, invocations }: Operated, region: string, command: object): Promise<object> => {
  if (!(command instanceof InvokeCommand)) throw awsError('UnknownOperationException');
  const { FunctionName: name = '', Payload } = command.input;
  const event: unknown = JSON.parse(Buffer.from(Payload as Uint8Array).toString());
  invocations.push({ region, name, event });
  try {
    return { Payload: Buffer.from(JSON.stringify(await invoked(name, event))) };
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error);
    return { FunctionError: 'Unhandled', Payload: Buffer.from(JSON.stringify({ errorMessage })) };
  }
};
