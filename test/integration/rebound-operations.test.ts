import '../support/function-environment';
import { join } from 'node:path';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { poll } from '#polling/poll';
import { createPollBudget } from '#polling/poll-budget';
import { polledReads } from '#operations/polled-reads';
import { statusReaders } from '#polling/read-status';
import { createPollJobStore } from '#polling/poll-job-store';
import type { OwnRoute } from '#routes/define-route';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { readEnvironment, toEnvironment } from '#platform/environment';
import { checkedBindings } from '../../lib/config/check-bindings';
import { loadTenant } from '../../lib/config/load-tenant';
import { demoCredentials } from '../../tools/simulator/credentials';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayEvent, lambdaContext } from '../support/gateway-event';
import { gatewayRig, solutionProvider } from '../support/gateway-rig';
import { closeServers } from '../support/loopback';
import { activationOf, portInOf } from '../support/mobility-world';
import { reboundAtt } from '../support/rebound-att';
import { routeHandler } from '../support/route-handler';

const { clientId, clientSecret } = demoCredentials('mobility', solutionProvider);

afterEach(closeServers);

/** The deployment of a tenant that states other hosts, methods, paths, headers and places in its file, at its own AT&T. */
const deployed = async () => {
  const tenant = await loadTenant('rebound', join(import.meta.dirname, 'tenants'));
  const { bindings } = readEnvironment(toEnvironment({ bindings: checkedBindings(tenant) }), 'bindings');
  const att = await reboundAtt();
  let time = Date.now();
  const now = () => time;
  const rig = gatewayRig({
    client: await dynaliteClient(),
    transport: att.transport,
    bindings,
    now,
  });
  const track = async (route: OwnRoute<LongRunningReads>, id: string, name = 'id') => {
    const caller = { solutionProviders: [solutionProvider], scopes: ['tracking:read' as const] };
    const event = gatewayEvent({ method: 'GET', path: { [name]: id }, caller });
    const { body } = await routeHandler(route, rig)(event, lambdaContext());
    return JSON.parse(body) as Record<string, unknown>;
  };
  return { ...rig, ...att, bindings, now, track, advance: (milliseconds: number) => void (time += milliseconds) };
};

/** Polls as the state machine does, until nobody has to any more. */
const pollToTheEnd = async (gateway: Awaited<ReturnType<typeof deployed>>, id: string) => {
  const { table, orders, att, effects, log, metrics, bindings, now, advance } = gateway;
  const pollJobs = createPollJobStore(table, now);
  const deps = {
    pollJobs,
    budget: createPollBudget(table, 100, now),
    att,
    readerOf: statusReaders(polledReads, bindings),
    effects,
    appendNotice: createAppendPollNotice({ table, orders }),
    log,
    metrics,
    now,
    wireNow: gateway.wireNow,
  };
  const watched = { solutionProvider, kind: 'port-in' as const, id };
  const { run } = (await pollJobs.find(watched))!;
  const outcomes: string[] = [];
  for (let polls = 0; polls < 10; polls += 1) {
    const { outcome, done, waitSeconds } = await poll(deps, { ...watched, run, polls });
    outcomes.push(outcome);
    if (done) return outcomes;
    advance(waitSeconds * 1000);
    if (polls === 1) gateway.progress.word = 'confirmed';
    if (polls === 3) gateway.progress.word = 'completed';
  }
  return outcomes;
};

it('a port-in is requested, tracked and polled to its end where and as the tenant’s file states', async () => {
  const gateway = await deployed();
  const body = portInOf('2125550120');
  const answer = await gateway.call('request-port-in', { body, key: 'k-1' });
  // The caller gets what AT&T answered, as it answered it.
  expect(answer).toMatchObject({ status: 201, body: { id: 'an envelope', transfer: { reference: { key: 'T-1' } } } });
  expect(gateway.asked).toEqual([
    {
      method: 'PUT',
      url: 'https://transfers.partner.example/edge/v3/number-transfers',
      headers: expect.objectContaining({ 'x-app-id': clientId, 'x-app-key': clientSecret }) as unknown,
      body: { ...body, transferType: 'port-in' },
    },
  ]);
  expect(gateway.asked[0]!.headers).not.toHaveProperty('client_id');
  expect(await gateway.track(getTrackedPortIn, 'T-1')).toMatchObject({
    state: 'submitted',
    raw: { status: 'acknowledged' },
  });

  expect(await pollToTheEnd(gateway, 'T-1')).toEqual(['continue', 'continue', 'continue', 'continue', 'final']);
  expect(gateway.asked[1]).toMatchObject({
    method: 'POST',
    url: 'https://transfers.partner.example/edge/v3/number-transfers/search',
    headers: { 'x-app-id': clientId, 'x-app-key': clientSecret },
    body: { transferKey: 'T-1' },
  });
  const { state, timeline } = await gateway.track(getTrackedPortIn, 'T-1');
  expect(state).toBe('completed');
  const moves = (timeline as { type: string; after?: string }[]).filter(({ type }) => type === 'state-changed');
  expect(moves.map(({ after }) => after)).toEqual(['pending', 'confirmed', 'completed']);
});

it('an activation’s id and status are read where the tenant states them, in a list', async () => {
  const gateway = await deployed();
  const answer = await gateway.call('activate-service', {
    body: activationOf({ imei: '352099000001046', sim: '89014103200000000023' }),
    key: 'k-1',
  });
  expect([answer.status, answer.text]).toEqual([202, '[{"ticket":"L-1","situation":"reserved"}]']);
  expect(await gateway.track(getTrackedActivation, 'L-1', 'activationId')).toMatchObject({ state: 'reserved' });
  expect(gateway.asked[0]).toMatchObject({
    method: 'POST',
    url: 'https://activations.partner.example/lines/new',
    headers: { client_id: clientId, client_secret: clientSecret },
  });
});

it('a cancellation AT&T calls done is believed when the read, at its stated place, shows it', async () => {
  const gateway = await deployed();
  await gateway.call('request-port-in', { body: portInOf('2125550120'), key: 'k-1' });
  const refused = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-2' });
  expect(refused.body).toMatchObject({ code: 'not-applied' });
  gateway.progress.word = 'CN';
  const done = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-3' });
  expect([done.status, done.text]).toEqual([200, '{"withdrawal":{"outcome":"cancelled"}}']);
  expect(await gateway.track(getTrackedPortIn, 'T-1')).toMatchObject({ state: 'cancelled' });
});

it('an answer without the id at the stated place is never called done', async () => {
  const gateway = await deployed();
  gateway.progress.withdrawal = 'who knows';
  await gateway.call('request-port-in', { body: portInOf('2125550120'), key: 'k-1' });
  const unclear = await gateway.call('cancel-port-in', { path: { portInId: 'T-1' }, body: {}, key: 'k-2' });
  expect(unclear.status).toBe(202);
});
