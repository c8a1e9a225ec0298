import { listTrackedActivations } from '#routes/long-running/list-tracked-activations';
import { listTrackedPdpProvisionings } from '#routes/long-running/list-tracked-pdp-provisionings';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { oldestSeconds, ringingAlarms, type RingingAlarm } from './alarms';
import { outputOf, type Deployment } from './deployment';
import { listAll } from './own-routes';
import { deadLetterCounts, messagesIn } from './queues';
import { retentionView, type RetentionView } from './retention-due';
import type { Session } from './session';
import { sources } from './stuck-things';

/** How many there are, by name. */
export type Counts = Record<string, number>;

export interface ProviderView {
  provider: string;
  /** By kind and state. */
  tracked: Record<string, Counts>;
  /** What needs a person, by what is the matter. */
  stuck: Counts;
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
  { progress, now }: Session,
): Promise<View> => {
  const views: ProviderView[] = [];
  for (const provider of providers) {
    progress(`${provider}…`);
    views.push({
      ...{ provider, tracked: await trackedOf(deployment, provider) },
      stuck: await stuckOf(deployment, provider),
    });
  }
  progress('queues and alarms…');
  return {
    ...{ at: new Date(now()).toISOString(), providers: views },
    webhooks: await webhooksOf(deployment, now()),
    deadLetters: await deadLetterCounts(deployment),
    alarms: await ringingAlarms(deployment),
    retention: await retentionView(deployment, now()),
  };
};

const trackedOf = async (deployment: Deployment, provider: string): Promise<Record<string, Counts>> => {
  const stateOf = ({ state }: { state: string }): string => state;
  const call = { provider };
  return {
    orders: counted(await listAll(deployment, listTrackedOrders, call, ({ orders }) => orders.map(stateOf))),
    'port-ins': counted(await listAll(deployment, listTrackedPortIns, call, ({ portIns }) => portIns.map(stateOf))),
    activations: counted(
      await listAll(deployment, listTrackedActivations, call, ({ activations }) => activations.map(stateOf)),
    ),
    'pdp-provisionings': counted(
      await listAll(deployment, listTrackedPdpProvisionings, call, (page) => page.pdpProvisionings.map(stateOf)),
    ),
  };
};

const stuckOf = async (deployment: Deployment, provider: string): Promise<Counts> => {
  const names: string[] = [];
  for (const find of Object.values(sources)) {
    const things = await find(deployment, provider);
    names.push(...things.map(({ what }) => what));
  }
  return counted(names);
};

const webhooksOf = async (deployment: Deployment, now: number): Promise<View['webhooks']> => {
  const queue = await outputOf(deployment, 'tracking', 'WebhookQueueUrl');
  if (queue === undefined) return undefined;
  return { waiting: await messagesIn(deployment, queue), oldestSeconds: await oldestSeconds(deployment, queue, now) };
};
