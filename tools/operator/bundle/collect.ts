import { longRunningKinds } from '#domain/mobility/observation';
import { pollReads } from '#operations/listing';
import type { Table } from '#platform/table/table';
import { createPollJobStore } from '#polling/poll-job-store';
import { aboutOf } from '#requests/about';
import { createRequestStore } from '#requests/request-store';
import type { RequestRecord } from '#requests/request-record';
import { createLeadStore, type Lead } from '#tracking/leads/lead-store';
import {
  longRunningKey,
  longRunningRequestSchema,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { createOrderStore } from '#tracking/order/order-store';
import { trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';
import type { Deployment } from '../deployment';
import { checkedBindings } from '../../../lib/config/check-bindings';
import { itemShown, orderShown, requestShown, type ItemShown, type OrderShown, type RequestShown } from './shown';

/** What AT&T is told of something: ids, times, states, hashes. Nothing in it is a person’s. */
export interface Bundle {
  madeAt: string;
  solutionProvider: string;
  environment: string;
  requests: RequestShown[];
  items: ItemShown[];
  orders: OrderShown[];
}

/** Kinds of polling that are of an order, by its quote. */
const orderKinds = Object.keys(pollReads).filter((kind) => !longRunningKinds.some((one) => one === kind));

const itemNames = [
  ['port-in', 'portInId'],
  ['service-activation', 'activationId'],
  ['pdp-provisioning', 'pdpProvisioningId'],
] as const;

/** Of one id; more than that is no case but a search. */
const mostThings = 20;
const mostRequests = 50;

interface Found {
  requests: Map<string, RequestRecord>;
  items: Map<string, LongRunningRequest>;
  orders: Map<string, TrackedOrder>;
}

/** Everything an id leads to, and what that was done by; undefined where it leads nowhere. */
export const collect = async (
  { tenant }: Deployment,
  table: Table,
  solutionProvider: string,
  id: string,
  nowMs: number,
): Promise<Bundle | undefined> => {
  const now = (): number => nowMs;
  const stores = { table, now, requests: createRequestStore(table, now), orders: createOrderStore(table, now) };
  const found: Found = { requests: new Map(), items: new Map(), orders: new Map() };
  const { leads } = await createLeadStore(table).from(solutionProvider, id, { limit: mostThings });
  const direct =
    (await stores.requests.findBy(solutionProvider, id)) ?? (await stores.requests.claimedBy(solutionProvider, id));
  if (direct) found.requests.set(direct.requestId, direct);
  for (const lead of leads) await follow(stores, solutionProvider, lead, found);
  // What was made a moment ago has no leads yet.
  if (leads.length === 0) await named(stores, solutionProvider, id, found);
  await related(stores, solutionProvider, found);
  if (found.requests.size + found.items.size + found.orders.size === 0) return undefined;
  const bindings = checkedBindings(tenant);
  const jobs = createPollJobStore(table, now);
  const jobOf = (kind: string, of: string) => jobs.find({ solutionProvider, kind, id: of });
  return {
    madeAt: new Date(nowMs).toISOString(),
    solutionProvider,
    environment: tenant.environment,
    requests: [...found.requests.values()].map((record) => requestShown(record, bindings)),
    items: await Promise.all(
      [...found.items.values()].map(async (item) => itemShown(item, await jobOf(item.kind, item.id))),
    ),
    orders: await Promise.all(
      [...found.orders.values()].map(async (order) => {
        const ofOrder = await Promise.all(orderKinds.map((kind) => jobOf(kind, order.quoteId)));
        return orderShown(
          order,
          ofOrder.filter((job) => job !== undefined),
        );
      }),
    ),
  };
};

interface Stores {
  table: Table;
  requests: Pick<ReturnType<typeof createRequestStore>, 'find'>;
  orders: Pick<ReturnType<typeof createOrderStore>, 'find' | 'quoteOf'>;
}

const follow = async (stores: Stores, solutionProvider: string, { kind, id }: Lead, found: Found): Promise<void> => {
  if (kind === 'request') return addRequest(stores, solutionProvider, id, found);
  if (kind === 'order') return addOrder(stores, solutionProvider, id, found);
  if (kind === 'bulk-write') return undefined;
  return addItem(stores, solutionProvider, kind, id, found);
};

const named = async (stores: Stores, solutionProvider: string, id: string, found: Found): Promise<void> => {
  for (const kind of longRunningKinds) await addItem(stores, solutionProvider, kind, id, found);
  await addOrder(stores, solutionProvider, (await stores.orders.quoteOf(solutionProvider, id)) ?? id, found);
};

const addItem = async (
  { table }: Stores,
  solutionProvider: string,
  kind: LongRunningRequest['kind'],
  id: string,
  { items }: Found,
): Promise<void> => {
  const item = await table.get(longRunningKey(kind, solutionProvider, id));
  if (item) items.set(`${kind} ${id}`, longRunningRequestSchema.parse(item));
};

const addOrder = async ({ orders }: Stores, solutionProvider: string, id: string, found: Found): Promise<void> => {
  const order = await orders.find(solutionProvider, id);
  if (order) found.orders.set(order.quoteId, order);
};

const addRequest = async ({ requests }: Stores, solutionProvider: string, id: string, found: Found): Promise<void> => {
  const record = found.requests.size < mostRequests ? await requests.find(id) : undefined;
  if (record?.solutionProvider === solutionProvider) found.requests.set(id, record);
};

/** What a request was about, and what was requested of that. */
const related = async (stores: Stores, solutionProvider: string, found: Found): Promise<void> => {
  for (const record of [...found.requests.values()]) {
    const { tracked, solutionProvider: whose } = record;
    const about = aboutOf(record);
    for (const [kind, name] of itemNames)
      for (const id of about[name] ?? []) await addItem(stores, solutionProvider, kind, id, found);
    for (const id of about.quoteId ?? []) await addOrder(stores, solutionProvider, id, found);
    const item = tracked && whose === solutionProvider ? await stores.table.get(tracked) : undefined;
    const [order, longRunning] = [trackedOrderSchema.safeParse(item), longRunningRequestSchema.safeParse(item)];
    if (order.success) found.orders.set(order.data.quoteId, order.data);
    if (longRunning.success) found.items.set(`${longRunning.data.kind} ${longRunning.data.id}`, longRunning.data);
  }
  const named = [...found.items.values(), ...found.orders.values()].flatMap((one) => [
    ...('requestId' in one ? [one.requestId] : []),
    ...one.timeline.map(({ requestId }) => requestId),
    ...('facts' in one ? Object.values(one.facts).map(({ requestId }) => requestId) : []),
  ]);
  for (const id of new Set(named)) if (id !== undefined) await addRequest(stores, solutionProvider, id, found);
};
