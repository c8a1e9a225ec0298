import { createGrantLookup } from '#api/grants';
import { createCredentialStore } from '#att/credential-store';
import type { Stores } from '#entry/stores';
import type { Clients } from './aws-clients';
import { createDataKeys } from '#platform/data-keys/data-keys';
import { createStartExecution } from '#platform/start-execution';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { equals, itemNotExists } from '#platform/table/conditions';
import { tableOver } from '#platform/table/table';
import { leavingByKeeper } from '#polling/leaving-sightings';
import { newSightingItem, sightingSchema, type Sighting } from '#polling/sighting';
import { createSightingStore, hasSightings } from '#polling/sighting-store';
import { createNameClaims } from '#requests/records-of-calls';
import { requestKey } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { createLeadStore } from '#tracking/leads/lead-store';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { tableName } from './dynalite-client';
import { pairOf, recordingLog } from './fakes';
import { handedOverOf } from './handed-over-record';

let items = 0;
/** An item of its own for each case, as stored. */
export const newItem = () => ({
  pk: `SP#${(items += 1)}`,
  sk: 'ORDER#1',
  count: 1,
  sealed: new Uint8Array([0, 255, 7]),
  B: { N: 'é' },
});
export type Item = ReturnType<typeof newItem>;

export interface Store {
  of: 'dynamo-db' | 'secrets' | 'states' | 'lambda';
  /** Whatever it is answered, as long as that is no refusal, is good. */
  takesAnyAnswer?: true;
  isWrite?: true;
  /** What it is called with, beforehand. */
  given?: (stores: Stores, item: Item) => Promise<unknown>;
  /** Members of the answer that are looked at. */
  use: (clients: Clients, item: Item) => Promise<unknown>;
  good: (item: Item) => unknown;
  /** When it is done twice. */
  again?: (item: Item) => unknown;
  /** Requests by which it finds out that it was done before. */
  asksMore?: number;
}

const tableOf = (stores: Stores) => tableOver(stores.dynamoDb, tableName);
export const stored = (stores: Stores, item: Item) => tableOf(stores).put(item);
const keyOf = ({ pk, sk }: Item) => ({ pk, sk });

const readOf = (solutionProvider: string) => {
  const request = { path: { portInId: 'P1' }, query: {} };
  return { operation: getPortIn, request, solutionProvider, clientId: 'client' };
};
const sightingItem = ({ pk }: Item) => newSightingItem(readOf(pk), 0);
const sightingOf = (item: Item): Sighting => sightingSchema.parse(sightingItem(item));
const leaveSighting = (by: Stores, item: Item, of = {}) => tableOf(by).put({ ...sightingItem(item), ...of });

/** A port-in as it is stored, with an id of AT&T’s that leads to it. */
const portInOf = ({ pk }: Item) => ({
  ...{ kind: 'port-in', solutionProvider: pk, id: 'P1', createdAt: '2026-11-02T12:00:00.000Z' },
  details: {},
});

const handOver = (by: Stores, item: Item) =>
  tableOf(by).put({ ...requestKey(handedOverOf(item).requestId), ...handedOverOf(item) });
const requestsOf = (by: Stores) => createRequestStore(tableOf(by), Date.now);

export const stores: Record<string, Store> = {
  'a read of an item': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).get(keyOf(item)),
    good: (item) => item,
  },
  'a read of an item that is not there': {
    of: 'dynamo-db',
    use: (by, item) => tableOf(by).get(keyOf(item)),
    good: () => undefined,
  },
  'a claim': {
    of: 'dynamo-db',
    use: (by, item) => tableOf(by).put(item, itemNotExists),
    good: () => true,
    again: () => false,
  },
  'a claim of what is taken': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).put(item, itemNotExists),
    good: () => false,
  },
  'a counted change': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).update({ key: keyOf(item), condition: equals('count', 1), add: { count: 1 } }),
    good: (item) => ({ ...item, count: 2 }),
    again: () => undefined,
  },
  'a refused change': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).update({ key: keyOf(item), condition: equals('count', 2), set: { count: 3 } }),
    good: () => undefined,
  },
  'a removal': {
    of: 'dynamo-db',
    given: stored,
    use: (by, item) => tableOf(by).delete(keyOf(item), equals('count', 1)),
    good: () => true,
    again: () => false,
  },
  'items put together': {
    of: 'dynamo-db',
    use: async (by, item) => {
      await tableOf(by).putAll([item, { ...item, sk: 'ORDER#2' }]);
      return 'done';
    },
    good: () => 'done',
  },
  'a list': {
    of: 'dynamo-db',
    given: (by, item) => tableOf(by).putAll([item, { ...item, sk: 'ORDER#2' }]),
    use: (by, { pk }) => tableOf(by).query({ partition: pk, limit: 1, descending: true }),
    good: (item) => ({ items: [{ ...item, sk: 'ORDER#2' }], next: { pk: item.pk, sk: 'ORDER#2' } }),
  },
  'a sighting': {
    of: 'dynamo-db',
    given: (by, item) => leaveSighting(by, item),
    use: (by, item) => createSightingStore(tableOf(by)).find(item.pk, sightingOf(item).digest),
    good: sightingOf,
  },
  'whether anything was seen, as of this moment': {
    of: 'dynamo-db',
    given: (by, item) => leaveSighting(by, item),
    use: (by, { pk }) => hasSightings(tableOf(by), pk),
    good: () => true,
  },
  'the end of a sighting': {
    of: 'dynamo-db',
    given: (by, item) => leaveSighting(by, item),
    use: async (by, item) => {
      await createSightingStore(tableOf(by)).end(sightingOf(item));
      return 'ended';
    },
    good: () => 'ended',
  },
  'the end of a sighting that was left anew': {
    of: 'dynamo-db',
    given: (by, item) => leaveSighting(by, item, { seenAt: '2026-11-02T12:00:00.000Z' }),
    use: async (by, item) => {
      await createSightingStore(tableOf(by)).end(sightingOf(item));
      return 'stays';
    },
    good: () => 'stays',
  },
  'leads to what is new': {
    of: 'dynamo-db',
    use: async (by, item) => {
      await createLeadStore(tableOf(by)).follow(longRunningKey('port-in', item.pk, 'P1'), undefined, portInOf(item));
      return 'followed';
    },
    good: () => 'followed',
  },
  'where an id leads': {
    of: 'dynamo-db',
    given: (by, item) =>
      createLeadStore(tableOf(by)).follow(longRunningKey('port-in', item.pk, 'P1'), undefined, portInOf(item)),
    use: async (by, { pk }) => (await createLeadStore(tableOf(by)).from(pk, 'P1', { kind: 'port-in', limit: 5 })).leads,
    good: () => [{ kind: 'port-in', id: 'P1', at: '2026-11-02T12:00:00.000Z', by: ['id'] }],
  },
  'a call that leads to the record it claimed': {
    of: 'dynamo-db',
    use: async (by, item) => {
      await createNameClaims(tableOf(by))(undefined, { ...handedOverOf(item), callIds: [`call-${item.pk}`] });
      return 'named';
    },
    good: () => 'named',
  },
  'a call that is repeated': {
    of: 'dynamo-db',
    use: async (by, item) => {
      await requestsOf(by).nameCall(handedOverOf(item), [`call-${item.pk}`]);
      return 'named';
    },
    good: () => 'named',
  },
  'a write that a worker begins': {
    of: 'dynamo-db',
    given: handOver,
    use: async (by, item) => (await requestsOf(by).begin(handedOverOf(item), 0))?.deadlineAt,
    good: () => '1970-01-01T00:00:00.000Z',
    // It is refused, and the record says who has begun it.
    asksMore: 1,
  },
  'a write whose caller is promised an event': {
    of: 'dynamo-db',
    given: handOver,
    use: async (by, item) => (await requestsOf(by).promise(handedOverOf(item)))?.toldByEvent,
    good: () => true,
  },
  'a grant': {
    of: 'dynamo-db',
    given: (by, { pk }) =>
      tableOf(by).put({ pk: `CLIENT#${pk}`, sk: 'GRANT', solutionProviders: ['SP-A'], scopes: ['ordering:read'] }),
    use: (by, { pk }) => createGrantLookup(by.dynamoDb, tableName, ['SP-A'], Date.now)(pk),
    good: () => ({ solutionProviders: ['SP-A'], scopes: ['ordering:read'] }),
  },
  credentials: {
    of: 'secrets',
    use: ({ readSecret }) =>
      createCredentialStore({
        ...{ readSecret, prefix: 'p', environment: 'uat', log: recordingLog(), now: Date.now },
      }).read('SP-A', 'mobility'),
    good: () => ({ current: pairOf('SP-A') }),
  },
  'a data key': {
    of: 'secrets',
    use: async ({ readSecret }) =>
      (await createDataKeys({ readSecret, prefix: 'p', purpose: 'answers', log: recordingLog() }).current()).id,
    good: () => '1',
  },
  'the start of an execution': {
    of: 'states',
    use: async ({ askToStart }, { pk }) => {
      await createStartExecution(askToStart, 'arn:machine')(pk, {});
      return 'started';
    },
    good: () => 'started',
  },
  'an invocation that nobody waits for': {
    of: 'lambda',
    takesAnyAnswer: true,
    use: async ({ invoke }, { pk }) => {
      await invoke.Event('worker_of-1', { pk });
      return 'invoked';
    },
    good: () => 'invoked',
  },
  'a sighting that the keeper keeps': {
    of: 'lambda',
    use: async ({ invoke }, { pk }) => {
      await leavingByKeeper(invoke.RequestResponse, 'keeper_of-1')(readOf(pk));
      return 'left';
    },
    good: () => 'left',
  },
};
