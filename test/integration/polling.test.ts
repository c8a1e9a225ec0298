import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { eventSchema, type ResourceEvent } from '#events/event';
import { transitionsOf as transitionsOfPolls } from '../../lib/constructs/polls-in-states';
import { journeys } from '../journeys/registry';
import { clientOf } from '../../tools/demo/local-runtime';
import { runJourney } from '../journeys/run-journey';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { activationOf, portInOf } from '../support/mobility-world';
import { executionsOf, passTime, transitionsOf } from '../support/polling-rig';

jest.setTimeout(120_000);

const solutionProvider = '10006';
const view = z.looseObject({
  state: z.string(),
  dueAt: z.iso.datetime().optional(),
  timeline: z.array(
    z.looseObject({
      at: z.string(),
      type: z.string(),
      fact: z.string().optional(),
      after: z.string().optional(),
      by: z.string().optional(),
    }),
  ),
});

const listed = z.looseObject({ events: z.array(eventSchema) });

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway();
});
afterAll(() => gateway.remove());

const call = async (method: string, path: string, body?: object, provider = solutionProvider): Promise<unknown> => {
  const { json, status, text } = await gateway.call({
    client: 'demo-connector',
    method,
    path,
    headers: {
      'x-solution-provider-id': provider,
      ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      'x-actor': 'test',
      'x-reason': 'test',
    },
    ...(body && { body }),
  });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return json;
};

const look = async (collection: string, id: string, provider = solutionProvider) =>
  view.parse(await call('GET', `/v1/tracking/${collection}/${id}`, undefined, provider));

/** What was told of a resource, in the order it is listed in. */
const eventsOf = async (resource: string, last: string, provider = solutionProvider): Promise<ResourceEvent[]> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const { events } = listed.parse(
      await call('GET', `/v1/events?resource=${resource}&limit=100`, undefined, provider),
    );
    if (events.at(-1)?.type === last) return events;
    await sleep(200);
  }
  throw new Error(`${last} of ${resource} is not listed`);
};

/**
 * Each change of AT&T’s state once, in AT&T’s order and without a gap, and nothing without a change. A state AT&T is in
 * for a short time may be passed over by polls. @param states as AT&T goes through them
 */
const expectStory = (events: readonly ResourceEvent[], states: readonly string[]): void => {
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  const [opened, ...later] = events;
  const moves = later.filter(({ type }) => !/\.(details-changed|overdue)$/.test(type));
  const seen = [opened!, ...moves].map(({ after }) => after);
  expect(opened!.type).toMatch(/\.opened$/);
  expect(moves.map(({ type }) => type.split('.')[1])).toEqual(seen.slice(1));
  expect(moves.map(({ before }) => before)).toEqual(seen.slice(0, -1));
  expect(seen).toEqual(states.filter((state) => seen.includes(state)));
  expect(seen.at(-1)).toBe(states.at(-1));
};

/** How often AT&T was asked. */
const readsBy = async (operation: string): Promise<number> =>
  z.array(z.unknown()).parse(await gateway.sim(`GET requests?operation=${operation}`)).length;

const statesIn = ({ timeline }: z.infer<typeof view>): string[] =>
  timeline.flatMap(({ type, after }) => (type === 'state-changed' && after ? [after] : []));

describe('nobody polls, and everything is followed to its end', () => {
  it('a port-in of more than three simulated days, in seconds, at 60 polls and 250 transitions at most', async () => {
    const { id } = z
      .looseObject({ id: z.string() })
      .parse(await call('POST', '/v1/mobility/port-ins', portInOf('2125550160')));
    const isOver = async () => ['completed', 'failed'].includes((await look('port-ins', id)).state);
    await passTime(gateway, { step: 'PT20M', steps: 400, until: isOver });
    const portIn = await look('port-ins', id);
    expect(portIn.state).toBe('completed');
    // Refused by the old carrier for three days, as its number says; every state once, in AT&T's order, and overdue in between.
    const states = statesIn(portIn);
    expect(states).toContain('action-required');
    expect(new Set(states).size).toBe(states.length);
    const told = portIn.timeline.find(({ type }) => type === 'overdue');
    expect(told!.at > portIn.dueAt!).toBe(true);
    expect(portIn.timeline.map(({ at }) => at)).toEqual(portIn.timeline.map(({ at }) => at).toSorted());
    const runs = await executionsOf(gateway, 'port-in');
    expect(runs.map(({ status }) => status).at(-1)).toBe('SUCCEEDED');
    const counted = await Promise.all(runs.map(({ executionArn }) => transitionsOf(gateway, executionArn)));
    expect(counted.reduce((sum, { transitions }) => sum + transitions, 0)).toBeLessThanOrEqual(250);
    // What costs are counted by is what the machine does.
    const [{ transitions, retries, polls }] = counted.toSorted((a, b) => b.polls - a.polls) as [
      (typeof counted)[number],
    ];
    expect(polls).toBeGreaterThan(5);
    expect(transitions - retries).toBe(transitionsOfPolls(polls));
    const reads = await readsBy('get-port-in');
    expect(reads).toBeLessThanOrEqual(60);
    const events = await eventsOf(`port-in:${id}`, 'port-in.completed');
    expectStory(events, ['submitted', 'pending', 'action-required', 'confirmed', 'completed']);
    expect(events.length).toBeLessThan(reads);
  });

  it('an activation and a PDP batch', async () => {
    const activation = z.looseObject({ requestId: z.string() });
    const { requestId } = activation.parse(await call('POST', '/v1/mobility/service-activations', activationOf()));
    const batch = z.looseObject({ batchId: z.string() });
    const { batchId } = batch.parse(
      await call('POST', '/v1/mobility/pdp-provisionings', {
        apn: 'fleet.example.com',
        subscribers: [{ subscriberNumber: '2125550101' }],
      }),
    );
    const states = async () => [
      (await look('activations', requestId)).state,
      (await look('pdp-provisionings', batchId)).state,
    ];
    const isOver = async () => (await states()).join() === 'active,completed';
    await passTime(gateway, { step: 'PT1M', steps: 400, until: isOver });
    expect(await states()).toEqual(['active', 'completed']);
    const activated = await eventsOf(`service-activation:${requestId}`, 'service-activation.active');
    expectStory(activated, ['pending', 'reserved', 'active']);
    const provisioned = await eventsOf(`pdp-provisioning:${batchId}`, 'pdp-provisioning.completed');
    expectStory(provisioned, ['pending', 'completed']);
    for (const kind of ['service-activation', 'pdp-provisioning'])
      expect((await executionsOf(gateway, kind)).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('an Alliance order after its handoff, and a signature', async () => {
    const alliance = journeys.find(({ name }) => name === 'alliance')!;
    const provider = alliance.solutionProvider;
    const client = await clientOf(gateway);
    const handedOff = alliance.steps.findIndex(
      (step) => 'route' in step && step.route.id === 'alliance-hand-off-order',
    );
    const { quoteId = '' } = await runJourney({ ...alliance, steps: alliance.steps.slice(0, handedOff + 1) }, client);
    const signed = alliance.steps.findIndex((step) => 'simulator' in step);
    const upToSignature = { ...alliance, steps: alliance.steps.slice(0, signed + 1) };
    const { quoteId: other = '' } = await runJourney(upToSignature, client);
    const isOver = async () =>
      (await look('orders', quoteId, provider)).state === 'completed' &&
      (await look('orders', other, provider)).state === 'contract-signed';
    await passTime(gateway, { step: 'PT1H', steps: 300, until: isOver });
    const events = await eventsOf(`order:${quoteId}`, 'order.completed', provider);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const afterwards = events.slice(events.findIndex(({ type }) => type === 'order.handed-off') + 1);
    // AT&T’s words, each once, and what the last of them means.
    expect(afterwards.slice(-2).map(({ type, after }) => [type, after])).toEqual([
      ['order.status.changed', 'COMPLETED'],
      ['order.completed', 'completed'],
    ]);
    expect(new Set(afterwards.map(({ type, after }) => `${type} ${after}`)).size).toBe(afterwards.length);
    const { timeline } = await look('orders', other, provider);
    expect(timeline.at(-1)).toMatchObject({ fact: 'signature', after: 'signed', by: 'status-poller' });
    expect((await executionsOf(gateway, 'order-status')).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('an APEX sub-order until AT&T shows records of its enrichment, and not beyond', async () => {
    const apex = journeys.find(({ name }) => name === 'apex')!;
    const provider = apex.solutionProvider;
    const enriched = apex.steps.findIndex((step) => 'route' in step && step.route.id === 'apex-reserve-port');
    const journey = { ...apex, steps: apex.steps.slice(0, enriched + 1) };
    const { quoteId = '', subOrderId = '' } = await runJourney(journey, await clientOf(gateway));
    const fact = `enrichmentRecords:${subOrderId}`;
    const isSeen = async () => (await look('orders', quoteId, provider)).timeline.some((entry) => entry.fact === fact);
    await passTime(gateway, { step: 'PT1M', steps: 30, until: isSeen });
    const [event] = (await eventsOf(`order:${quoteId}`, 'order.enrichment-records.present', provider)).slice(-1);
    expect(event).toMatchObject({ fact: 'enrichmentRecords', subOrderId, before: null, after: 'present' });
    const polls = await executionsOf(gateway, 'enrichment-status');
    expect(polls.map(({ status }) => status)).toEqual(polls.map(() => 'SUCCEEDED'));
  });

  it('asks nothing when all is over', async () => {
    const asked = async () =>
      (await readsBy('get-port-in')) +
      (await readsBy('get-service-activation')) +
      (await readsBy('apex-get-enrichment-status'));
    const before = await asked();
    for (let day = 0; day < 10; day += 1) {
      await gateway.sim('POST clock', { advance: 'P1D' });
      await sleep(50);
    }
    expect(await asked()).toBe(before);
  });

  it('goes on after a restart with what was waiting', async () => {
    const { id } = z
      .looseObject({ id: z.string() })
      .parse(await call('POST', '/v1/mobility/port-ins', portInOf('2125550111')));
    await gateway.stop();
    gateway = await startLocalGateway({ dataDir: gateway.dataDir });
    await passTime(gateway, {
      step: 'PT30M',
      steps: 300,
      until: async () => (await look('port-ins', id)).state === 'completed',
    });
    expect((await look('port-ins', id)).timeline.at(-1)).toMatchObject({ by: 'status-poller' });
  });
});
