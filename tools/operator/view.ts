import { inParallel } from '#domain/in-parallel';
import type { LongRunningKind } from '#domain/mobility/observation';
import { trackedOrders } from '#platform/table/keys';
import type { Item } from '#platform/table/table';
import { listPartition, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { stateOf, trackedOrderSchema } from '#tracking/order/tracked-order';
import { oldestSeconds, ringingAlarms, type RingingAlarm } from './alarms';
import { pageSize, upTo, type Bound, type Some } from './bound';
import { outputOf, type Deployment } from './deployment';
import { providersAtOnce } from './providers';
import { deadLetterCounts, messagesIn } from './queues';
import { retentionView, type RetentionView } from './retention-due';
import type { Session } from './session';
import { stuckOf } from './stuck-things';
import { withTable } from './table';

/** How many there are, by name. */
export type Counts = Record<string, number>;

export interface ProviderView {
  provider: string;
  /** By kind and state, of the newest of each kind. */
  tracked: Record<string, Counts>;
  /** What needs a person, by what is the matter. */
  stuck: Counts;
  /** Kinds and sorts there are more of than were counted. */
  more: string[];
}

export interface View {
  at: string;
  providers: ProviderView[];
  /** Undefined of what is not there, as on this machine. */
  webhooks: { waiting: number; oldestSeconds: number | undefined } | undefined;
  deadLetters: Record<string, number | undefined>;
  alarms: RingingAlarm[];
  /** When what is older than it may be was erased last. */
  retention: RetentionView;
}

const counted = (names: readonly string[]): Counts => {
  const counts: Counts = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** How everything of these Solution Providers stands, and what belongs to nobody’s. */
export const viewOf = async (
  deployment: Deployment,
  providers: readonly string[],
  bound: Bound,
  session: Session,
): Promise<View> => {
  const { progress, now } = session;
  const views = new Map<string, ProviderView>();
  await inParallel(providers, providersAtOnce, async (provider) => {
    views.set(provider, await providerView(deployment, provider, bound, session));
  });
  progress('queues and alarms…');
  return {
    ...{ at: new Date(now()).toISOString(), providers: providers.flatMap((provider) => views.get(provider) ?? []) },
    webhooks: await webhooksOf(deployment, now()),
    deadLetters: await deadLetterCounts(deployment),
    alarms: await ringingAlarms(deployment),
    retention: await retentionView(deployment, now()),
  };
};

const providerView = async (
  deployment: Deployment,
  provider: string,
  bound: Bound,
  session: Session,
): Promise<ProviderView> => {
  session.progress(`${provider}…`);
  const tracked = await trackedOf(deployment, provider, bound);
  const stuck = await stuckOf(deployment, provider, bound, session);
  return {
    provider,
    tracked: Object.fromEntries(Object.entries(tracked).map(([kind, { found }]) => [kind, counted(found)])),
    stuck: counted(stuck.found.map(({ what }) => what)),
    more: [...Object.keys(tracked).filter((kind) => tracked[kind]?.hasMore), ...stuck.more],
  };
};

interface Kind {
  partitionOf: (solutionProvider: string) => string;
  stateOf: (item: Item) => string;
}

const longRunning = (kind: LongRunningKind): Kind => ({
  partitionOf: (solutionProvider) => listPartition(kind, solutionProvider),
  stateOf: (item) => longRunningRequestSchema.parse(item).state,
});

const kinds: Readonly<Record<string, Kind>> = {
  orders: {
    partitionOf: (solutionProvider) => trackedOrders.list.partitionOf({ solutionProvider }),
    stateOf: (item) => stateOf(trackedOrderSchema.parse(item)),
  },
  'port-ins': longRunning('port-in'),
  activations: longRunning('service-activation'),
  'pdp-provisionings': longRunning('pdp-provisioning'),
};

/** States of the newest of each kind. */
const trackedOf = (deployment: Deployment, provider: string, bound: Bound): Promise<Record<string, Some<string>>> =>
  withTable(deployment, async (table) => {
    const states: Record<string, Some<string>> = {};
    for (const [kind, { partitionOf, stateOf: stateIn }] of Object.entries(kinds))
      states[kind] = await upTo<string, Item>(bound, async (after) => {
        const place = { index: 'list', partition: partitionOf(provider), descending: true } as const;
        const { items, next } = await table.query({ ...place, limit: pageSize, after });
        return { items: items.map(stateIn), next };
      });
    return states;
  });

const webhooksOf = async (deployment: Deployment, now: number): Promise<View['webhooks']> => {
  const queue = await outputOf(deployment, 'tracking', 'WebhookQueueUrl');
  if (queue === undefined) return undefined;
  return { waiting: await messagesIn(deployment, queue), oldestSeconds: await oldestSeconds(deployment, queue, now) };
};
