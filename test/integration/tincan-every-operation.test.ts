import '../support/function-environment';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { operationById, type OperationId } from '#operations/registry';
import { getTrackedLine } from '#routes/lines/get-tracked-line';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { lineKey } from '#tracking/line/line-item';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { bulkRig } from '../support/bulk-rig';
import { gatewayEvent, lambdaContext } from '../support/gateway-event';
import { solutionProvider } from '../support/gateway-rig';
import { routeHandler } from '../support/route-handler';
import { tincanCalls, type Parts, type TincanCall } from '../support/tincan-calls';
import { tincanGateway, type TincanGateway } from '../support/tincan-gateway';

const base = '/tincan/mobility';
const headers = { 'x-actor': 'operator', 'x-reason': 'customer request' };

const stated = readdirSync(join(import.meta.dirname, 'tenants', 'tincan', 'contract')).map(
  (file) => file.replace('.json', '') as OperationId,
);
const isWrite = (id: OperationId): boolean => operationById(id).idempotency !== 'safe';

/** Members that no statement knows, secret by their names. */
const whispered = {
  PassCode: 'canary-1-passcode',
  nested: { list: [{ 'tax id': 'canary-2-tax' }], Social_Security: 'canary-3-social' },
  sentence: 'Her PIN: 90817263, her password is canary-4-word.',
};
const secrets = /canary-\d|90817263|482913|777777|900012345|"1234"/;

const effectsOf = ({ att }: TincanGateway, id: OperationId): number[] =>
  att.simulation.effects.all().flatMap(({ operation, count }) => (operation === id ? [count] : []));

/** What AT&T got at an address. */
const callsAt = ({ sent }: TincanGateway, at: string) => sent.filter(({ call }) => call === at);

const addressOf = ({ at }: TincanCall, parts: Parts): string => at(parts).replace(' ', ` ${base}`);

/** A gateway that has what the call needs, and the call of the first thing it can be about. */
const onStage = async (id: OperationId) => {
  const gateway = await tincanGateway();
  const row = tincanCalls[id]!;
  const parts = await row.parts(gateway, 1);
  const at = addressOf(row, parts);
  gateway.sent.length = 0;
  const call = (key: string) => gateway.call(id, { ...parts, headers, ...(isWrite(id) && { key }) });
  return { gateway, row, parts, at, call };
};

it('every operation that the tenant states is in the table, and no other', () => {
  expect(Object.keys(tincanCalls).toSorted()).toEqual(stated.toSorted());
  expect(stated).toHaveLength(19);
});

describe.each(stated)('%s', (id) => {
  it(`is carried out as the reference has it${isWrite(id) ? ', once, and replayed under its key' : ''}`, async () => {
    const { gateway, row, parts, at, call } = await onStage(id);
    const first = await call('k-1');
    expect([first.status, first.headers['warning']]).toEqual([200, undefined]);
    const own = parts.body === undefined ? undefined : JSON.stringify(parts.body);
    const asked = callsAt(gateway, at);
    // What a read has shown the gateway asks AT&T itself as well.
    expect(isWrite(id) ? asked : asked.slice(0, 1)).toHaveLength(1);
    const all = row.beside ? JSON.stringify({ ...parts.body, ...row.beside(parts) }) : own;
    expect(asked[0]!.text).toBe(all);
    expect(effectsOf(gateway, id)).toEqual(isWrite(id) ? [1] : []);

    const again = await call('k-1');
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers['idempotency-replayed']).toBe(isWrite(id) ? 'true' : undefined);
    const times = callsAt(gateway, at).length;
    if (!isWrite(id)) expect(times).toBeGreaterThan(1);
    else expect([times, effectsOf(gateway, id)]).toEqual([1, [1]]);
  });

  it('leaves no secret behind that its documents have', async () => {
    const { gateway, row, parts } = await onStage(id);
    const body = parts.body && { ...parts.body, ...whispered };
    const { status } = await gateway.call(id, { ...parts, ...(body && { body }), headers, key: 'k-1' });
    expect(status).toBe(200);
    if (body) expect(callsAt(gateway, addressOf(row, parts))[0]!.text).toContain('canary-3-social');
    const kept = await gateway.kept();
    if (isWrite(id)) expect(kept).toContain(`"${id}"`);
    expect(kept.match(secrets)).toBeNull();
  });
});

const trackedAs = {
  'port-in': [getTrackedPortIn, 'id'],
  'service-activation': [getTrackedActivation, 'activationId'],
  'pdp-provisioning': [getTrackedPdpProvisioning, 'batchId'],
} as const;

const followed = stated.filter((id) => tincanCalls[id]?.followed);
it.each(followed)('what %s begins is followed to its end', async (id) => {
  const { gateway, row, parts, call } = await onStage(id);
  const { kind, id: idIn, ends } = row.followed!;
  const about = idIn((await call('k-1')).text, parts);
  const polls = await gateway.toTheEnd(kind, about);
  expect(polls.at(-1)).toBe('final');
  const [route, parameter] = trackedAs[kind];
  expect(ends).toContain((await gateway.track(route, about, parameter))['state']);
});

const lineChanges = stated.filter((id) => tincanCalls[id]?.line);
it.each(lineChanges)('what %s did to a line is in its history', async (id) => {
  const { gateway, row, parts, call } = await onStage(id);
  await call('k-1');
  const subscriberNumber = parts.path!['subscriberNumber']!;
  await createApplyOutcome(
    gateway.table,
    gateway.now,
  )({
    key: lineKey(solutionProvider, subscriberNumber),
    requestId: '',
  });
  const caller = { solutionProviders: [solutionProvider], scopes: ['tracking:read' as const] };
  const event = gatewayEvent({ method: 'GET', path: { subscriberNumber }, query: {}, caller });
  const { body } = await routeHandler(getTrackedLine, gateway)(event, lambdaContext());
  const known = JSON.parse(body) as { history: unknown[] };
  expect(known).toMatchObject(row.line!);
  expect(known.history[0]).toMatchObject({ operation: id, outcome: 'succeeded' });
});

it.each(stated.filter(isWrite))('rows of a bulk write carry %s out, each once', async (id) => {
  const gateway = await tincanGateway();
  const row = tincanCalls[id]!;
  const { clock } = gateway.att.simulation.world;
  const rig = await bulkRig({
    client: gateway.client,
    att: gateway.att,
    clock: {
      now: () => clock.now().getTime(),
      advance: (milliseconds) => gateway.advance(`PT${Math.ceil(milliseconds / 1000)}S`),
      pause: () => Promise.resolve(),
      pauses: [],
    },
    stated: { bindings: gateway.bindings, contract: gateway.contract },
  });
  const subjects = [await row.parts(gateway, 2), await row.parts(gateway, 3)];
  gateway.sent.length = 0;
  const rows = subjects.map(({ path, body }) => ({
    ...(path && { pathParameters: path }),
    body: { ...body, ...whispered },
  }));
  const submitted = await rig.submit({ body: { operation: id, rows }, headers });
  expect([submitted.status, submitted.text]).toEqual([202, expect.any(String)]);
  expect((await rig.run()).done).toBe(true);
  const states = (await rig.rows(String(submitted.body['id']))).map(({ state }) => state);
  expect(states).toEqual(['succeeded', 'succeeded']);
  const calls = operationById(id).packs ? [1] : [1, 1];
  expect(effectsOf(gateway, id)).toEqual(calls);
  const addresses = new Set(subjects.map((parts) => addressOf(row, parts)));
  expect([...addresses].flatMap((at) => callsAt(gateway, at))).toHaveLength(calls.length);
  expect((await rig.dump()).match(secrets)).toBeNull();
});
