import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { operations } from '#operations/registry';
import { dataKeyPurposes, dataKeySecretName } from '#platform/data-keys/data-keys';
import { clientGrants } from '#platform/table/keys';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';
import { secretName } from '#att/secret';
import { ask } from '../../../tools/local/emulated-table';
import type { StoreChange } from '../../../tools/local/store-change';
import { memoryStore } from '../../../tools/local/table-emulator';
import { watchStore } from '../../../tools/local/table-store';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { simulatedAtt, simulatedUrl, type SimulatedAtt } from '../../../tools/simulator/in-process';
import { openGateway } from '../../../tools/stored-shapes/gateway-code';
import type {
  GatewayCode,
  PostedWebhook,
  Recipient,
  StreamRecord,
  Surroundings,
} from '../../../tools/stored-shapes/surroundings';
import { keySecret } from '../data-keys';
import { dynaliteClient, tableName } from '../dynalite-client';
import { allScopes, clientId, solutionProviders } from './callers';
import { codeBefore } from '../releases';

export type Which = 'before' | 'today';

/** Whose code functions have now, and whose the authorizer has. */
export interface Deployed {
  by: Which;
  authorizer?: Which;
}

export interface Complaint {
  by: Which;
  message: string;
  facts: object;
}

interface Waiting {
  input: unknown;
  dueMs: number;
}

/** What is on its way between functions. */
export interface UnderWay {
  records: StreamRecord[];
  messages: { body: string; dueMs: number; sentMs: number }[];
  polls: Map<string, Waiting>;
  bulk: Map<string, Waiting>;
  handovers: { operation: string; handover: unknown }[];
  pushes: unknown[];
}

const nothing = (): UnderWay => ({
  ...{ records: [], messages: [], handovers: [], pushes: [] },
  ...{ polls: new Map<string, Waiting>(), bulk: new Map<string, Waiting>() },
});

const secrets = new Map<string, string>([
  ...dataKeyPurposes.map((purpose) => [dataKeySecretName('test', purpose), keySecret()] as const),
  ...solutionProviders.flatMap((id) =>
    [...new Set(operations.map(({ family }) => family))].map(
      (family) => [secretName('test', id, family), JSON.stringify({ current: demoCredentials(family, id) })] as const,
    ),
  ),
]);

/** Of another deployment: what is in its table, and its AT&T. */
interface Copied {
  items?: readonly Stored[];
  att?: SimulatedAtt;
}

/**
 * A deployment whose functions are of one release now and of the other a moment later, over one table, one AT&T and one clock. Nothing
 * happens in it by itself: the machine’s clock has to be one that a test holds, and `settle` does what is due.
 */
export const mixedDeployment = async (deployed: Deployed, { items, att = simulatedAtt() }: Copied = {}) => {
  const store = memoryStore();
  const client = await dynaliteClient(store);
  const put = (Item: Stored) => ask(store, 'PutItem', { TableName: tableName, Item });
  for (const item of items ?? grants()) await put(item);
  const now = (): number => att.simulation.world.clock.now().getTime();
  const underWay = nothing();
  let changes = 0;
  watchStore(store, (change) => underWay.records.push(recordOf(change, (changes += 1))));
  const complaints: Complaint[] = [];
  const posted: PostedWebhook[] = [];
  const lose = { next: false };
  const answerOfPartner = partner();
  const around = (by: Which): Surroundings => ({
    dynamoDb: by === 'today' ? sdkDynamoDb(client) : rawDynamoDb(store),
    readSecret: (name) => {
      const text = secrets.get(name);
      return text === undefined ? Promise.reject(new Error(`There is no secret ${name}.`)) : Promise.resolve(text);
    },
    solutionProviders,
    attUrl: simulatedUrl,
    att: async (request, deadlineMs) => {
      const answer = await att.transport(request, deadlineMs);
      if (!lose.next || request.method === 'GET') return answer;
      lose.next = false;
      return { status: 502, headers: { 'content-type': 'text/html' }, text: '<html>Bad gateway</html>' };
    },
    post: (webhook) => {
      posted.push(webhook);
      return Promise.resolve(answerOfPartner(webhook));
    },
    send: (to, message) => {
      take(underWay, to, message, now());
      return Promise.resolve();
    },
    invoke: async (id, event) => answer(id, event as GatewayEvent),
    now,
    wireNow: () => Date.now(),
    tell: (level, message, facts) => {
      if (level === 'error') complaints.push({ by, message, facts });
    },
  });
  const opened = new Map<Which, Promise<GatewayCode>>();
  const openedBy = (by: Which): Promise<GatewayCode> => {
    const code = opened.get(by) ?? opener(by).then((open) => open(around(by)));
    opened.set(by, code);
    return code;
  };
  const code = (): Promise<GatewayCode> => openedBy(deployed.by);
  const answer = async (id: string, event: GatewayEvent, late?: boolean): Promise<GatewayResponse> =>
    (await code()).answer(id, JSON.parse(JSON.stringify(event)) as GatewayEvent, late);
  const authorize = async (): Promise<Record<string, unknown>> =>
    (await openedBy(deployed.authorizer ?? deployed.by)).authorize(clientId, allScopes);
  return {
    ...{ att, deployed, underWay, complaints, posted, now, put, openedBy, code, answer, authorize },
    /** Whether what is due waits. */
    held: false,
    /** AT&T’s answer to the next write is lost on its way. */
    loseNext: () => (lose.next = true),
    /** Every item, in DynamoDB’s own words. */
    items: () => allOf(store),
  };
};
export type MixedDeployment = Awaited<ReturnType<typeof mixedDeployment>>;

const opener = (by: Which) => (by === 'today' ? Promise.resolve(openGateway) : codeBefore().gateway());

/** The raw table: what the release before writes is none of today’s catalogue. */
const rawDynamoDb = (store: object): Surroundings['dynamoDb'] => ({
  getItem: (input) => ask(store, 'GetItem', input),
  putItem: (input) => ask(store, 'PutItem', input),
  updateItem: (input) => ask(store, 'UpdateItem', input),
  deleteItem: (input) => ask(store, 'DeleteItem', input),
  batchWriteItem: (input) => ask(store, 'BatchWriteItem', input),
  query: (input) => ask(store, 'Query', input),
});

type Stored = Record<string, AttributeValue>;

const allOf = async (store: object): Promise<Stored[]> => {
  const all: Stored[] = [];
  let after: Stored | undefined;
  do {
    const asked = { TableName: tableName, ...(after && { ExclusiveStartKey: after }) };
    const { Items, LastEvaluatedKey } = (await ask(store, 'Scan', asked)) as {
      Items: Stored[];
      LastEvaluatedKey?: Stored;
    };
    all.push(...Items);
    after = LastEvaluatedKey;
  } while (after);
  return all;
};

const grants = (): Stored[] => {
  const { pk, sk } = clientGrants.key.of({ clientId });
  const L = (texts: readonly string[]) => ({ L: texts.map((S) => ({ S })) });
  const limits = { M: { perSecond: { N: '50' }, perDay: { N: '500000' } } };
  return [{ pk: { S: pk }, sk: { S: sk }, solutionProviders: L(solutionProviders), scopes: L(allScopes), limits }];
};

const recordOf = ({ keys, before, after }: StoreChange, count: number): StreamRecord => ({
  // Its own words for what it has of an item.
  dynamodb: {
    Keys: keys as StreamRecord['dynamodb']['Keys'],
    ...(before && { OldImage: before as StreamRecord['dynamodb']['Keys'] }),
    ...(after && { NewImage: after as StreamRecord['dynamodb']['Keys'] }),
    SequenceNumber: String(count),
  },
});

interface Execution {
  name: string;
  input: { waitSeconds?: number };
}

const take = (underWay: UnderWay, to: Recipient, message: unknown, nowMs: number): void => {
  const sent: unknown = JSON.parse(JSON.stringify(message));
  const startIn = (executions: Map<string, Waiting>): void => {
    const { name, input } = sent as Execution;
    if (!executions.has(name)) executions.set(name, { input, dueMs: nowMs + (input.waitSeconds ?? 0) * 1_000 });
  };
  const takers: Record<Recipient, () => unknown> = {
    bus: () => underWay.messages.push({ body: JSON.stringify(sent), dueMs: nowMs, sentMs: nowMs }),
    'webhook-queue': () => {
      const { body, delaySeconds } = sent as { body: string; delaySeconds: number };
      underWay.messages.push({ body, dueMs: nowMs + delaySeconds * 1_000, sentMs: nowMs });
    },
    'status-poller': () => startIn(underWay.polls),
    'bulk-writer': () => startIn(underWay.bulk),
    'late-worker': () => underWay.handovers.push(sent as UnderWay['handovers'][number]),
    'push-applier': () => underWay.pushes.push(sent),
  };
  takers[to]();
};

/** A partner answers challenges, and is not ready for every third event when it is sent for the first time. */
const partner = () => {
  const seen = new Set<string>();
  return ({ body }: PostedWebhook): { status: number; text: string } => {
    const { challenge, id } = JSON.parse(body) as { challenge?: string; id: string };
    if (challenge !== undefined) return { status: 200, text: JSON.stringify({ challenge }) };
    const isFirst = !seen.has(id);
    seen.add(id);
    return { status: isFirst && seen.size % 3 === 0 ? 503 : 200, text: '' };
  };
};
