import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { GatewayEvent } from '#api/gateway-event';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { composePolling } from '#entry/compose-polling';
import { createEventStore } from '#events/event-store';
import type { Key } from '#platform/table/table';
import { answerOperator, pollRequestSchema } from '#polling/answer-operator';
import { poll } from '#polling/poll';
import { createOpenPollJobStore } from '#polling/open-poll-jobs';
import { createPollJobStore } from '#polling/poll-job-store';
import type { ExecutionInput, PollOutput } from '#polling/state-machine-io';
import { sweepPollers } from '#polling/sweep';
import type { OwnRoute } from '#routes/define-route';
import { routeGroups } from '#routes/registry';
import { createLeadStore } from '#tracking/leads/lead-store';
import { createEndpointStore } from '#webhooks/endpoint-store';
import { signingSecretsOf } from './data-keys';
import { tableName, type Client } from './dynalite-client';
import { publicTargets } from './fakes';
import { lambdaContext } from './gateway-event';
import { solutionProvider } from './gateway-rig';
import { lostAnswers } from './lost-answers';
import { operated } from './operated';
import { routeHandler } from './route-handler';

export { solutionProvider } from './gateway-rig';

const prefix = 'att-rebound-';

/** A deployment with everything that operators’ commands invoke, as it is deployed, over one table and a simulated AT&T. */
export const operatedWorld = async () => {
  const at = await lostAnswers();
  const { rig, now } = at;
  const started: ExecutionInput[] = [];
  const start = (_name: string, input: ExecutionInput): Promise<void> => {
    started.push(input);
    return Promise.resolve();
  };
  const pollJobs = { ...createPollJobStore(rig.table, now), ...createOpenPollJobStore(rig.table, now) };
  const polling = composePolling({ ...rig, portInProfiles: profilesOf(), pollsPerMinute: 1_000, workflow: 'advisory' });

  const sweep = async (event: unknown): Promise<unknown> => {
    const asked = pollRequestSchema.safeParse(event);
    if (asked.success) return answerOperator({ pollJobs, start, now }, asked.data);
    return { ...(await sweepPollers({ ...rig, pollJobs, start }, [solutionProvider], () => true)), bulkWrites: 0 };
  };
  const own = async (id: string, event: GatewayEvent): Promise<unknown> => {
    const routes: readonly OwnRoute[] = routeGroups.find((group) => group.id === id)?.routes ?? [];
    const route = routes.find(({ method, path }) => method === event.httpMethod && path === event.resource);
    if (!route) throw new Error(`${id} does not serve ${event.httpMethod} ${event.resource}`);
    const ports = { ...rig, ...publicTargets, workflow: 'advisory' as const };
    return routeHandler(route, ports)(event, lambdaContext());
  };
  const invoked = async (name: string, event: unknown): Promise<unknown> => {
    const id = name.slice(prefix.length);
    if (id === 'poller-sweep') return sweep(event);
    if (id !== 'reconciler') return own(id, event as GatewayEvent);
    const { requestId } = event as { requestId?: string };
    const ids = requestId === undefined ? await openRequests() : [requestId];
    const report: Record<string, number> = {};
    for (const one of ids) {
      const outcome = await at.reconciled(one);
      report[outcome] = (report[outcome] ?? 0) + 1;
    }
    return report;
  };
  const openRequests = async () =>
    (await rig.requests.open(solutionProvider, new Date(now()), 100)).records.map(({ requestId }) => requestId);

  const world = await operated({ invoked, dynamoDb: { send: rig.client.send } });
  return {
    ...{ at, rig, world, started, pollJobs, solutionProvider },
    endpoints: createEndpointStore(rig.table, now, signingSecretsOf()),
    events: createEventStore(rig.table),
    /** Runs a command line for the tenant. */
    gateway: (line: string) => world.gateway(`${line} --tenant rebound`),
    /** Everything in the table. */
    items: () => itemsIn(rig.client),
    /** What the stream of the table does about leads. */
    followLeads: async () => {
      const leads = createLeadStore(rig.table);
      for (const item of await itemsIn(rig.client)) await leads.follow(item, undefined, item);
    },
    /** Lets an execution poll once. */
    pollOnce: (input: ExecutionInput): Promise<PollOutput> => poll(polling, input),
  };
};
export type OperatedWorld = Awaited<ReturnType<typeof operatedWorld>>;

const itemsIn = async (client: Client): Promise<(Key & Record<string, unknown>)[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  return Items.map((item) => unmarshall(item) as Key & Record<string, unknown>);
};
