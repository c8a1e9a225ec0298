import '../support/function-environment';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asStated } from '#domain/contract/as-stated';
import { operationById, type OperationId } from '#operations/registry';
import { getTrackedLine } from '#routes/lines/get-tracked-line';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { lineKey } from '#tracking/line/line-item';
import { sweep } from '#requests/sweep';
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

/** What no statement knows, secret by its name or by what a sentence calls it, in requests and in answers. */
const whispered = {
  PassCode: 'canary-1-passcode',
  nested: { list: [{ 'tax id': 'canary-2-tax' }], Social_Security: 'canary-3-social' },
  remark: 'Her PIN: 90817263, her password is canary-4-word, social: 078-05-1120.',
};
const secrets = /canary-\d|90817263|078-05-1120|482913|777777|900012345|"1234"/;

const plantedAt = (pointers: readonly string[]): object => {
  const document = {};
  for (const [number, pointer] of pointers.entries()) {
    const names = pointer.slice(1).split('/');
    const last = names.pop()!;
    let holder: Record<string, unknown> = document;
    for (const name of names) holder = (holder[name] ??= {}) as Record<string, unknown>; // made here
    holder[last] = `canary-5-pointer-${number}`;
  }
  return document;
};

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
    // In answers also where the tenant states a secret of its requests.
    const { secretMembers = [] } = asStated(gateway.contract)(operationById(id));
    gateway.wire.adds = { ...whispered, ...plantedAt(secretMembers) };
    const { status } = await gateway.call(id, { ...parts, ...(body && { body }), headers, key: 'k-1' });
    expect(status).toBe(200);
    if (body) expect(callsAt(gateway, addressOf(row, parts))[0]!.text).toContain('canary-3-social');
    const kept = await gateway.kept();
    if (isWrite(id)) expect(kept).toContain(`"${id}"`);
    expect(kept.match(secrets)).toBeNull();
  });
});

it.each([
  ['refuses', 422, 422, { errorCode: '77', result: 'FAILED', errorText: whispered.remark }],
  ['answers in words that nobody knows', 202, 200, { outcome: whispered.remark }],
  ['fails', 202, 500, { fault: { faultstring: whispered.remark } }],
])('keeps no secret of what AT&T says when it %s', async (_, answered, status, said) => {
  for (const id of stated.filter(isWrite)) {
    const { gateway, call } = await onStage(id);
    gateway.wire.instead = { status, document: { ...whispered, ...said } };
    const answer = await call('k-1');
    const kept = await gateway.kept();
    expect([id, kept.match(secrets), kept.includes('"outcome"')]).toEqual([id, null, true]);
    // What nobody could judge is kept sealed, and shown without.
    expect([id, answer.status]).toEqual([id, answered]);
    if (answered !== 202) continue;
    const { text } = await gateway.request(String(answer.body['requestId']));
    expect(text).toContain('"upstreamAnswer"');
    expect(text).not.toMatch(secrets);
  }
});

it('of a lost answer keeps no secret either, in what AT&T shows when it is read', async () => {
  let readBacks = 0;
  for (const id of stated.filter(isWrite)) {
    const { gateway, call } = await onStage(id);
    gateway.wire.loses = true;
    expect([id, (await call('k-1')).status]).toEqual([id, 202]);
    gateway.wire.adds = whispered;
    for (const wait of ['PT2M', 'PT20M', 'PT3H']) {
      gateway.advance(wait);
      await sweep(
        () => gateway.reconciler,
        [solutionProvider],
        () => true,
      );
    }
    const kept = await gateway.kept();
    readBacks += kept.includes('"readBack"') ? 1 : 0;
    expect([id, kept.match(secrets)]).toEqual([id, null]);
  }
  expect(readBacks).toBeGreaterThan(2);
});

const trackedAs = {
  'port-in': [getTrackedPortIn, 'id'],
  'service-activation': [getTrackedActivation, 'activationId'],
  'pdp-provisioning': [getTrackedPdpProvisioning, 'batchId'],
} as const;

const followed = stated.filter((id) => tincanCalls[id]?.followed);
it.each(followed)('what %s begins is followed to its end, without the secrets that AT&T tells of', async (id) => {
  const { gateway, row, parts, call } = await onStage(id);
  gateway.wire.adds = whispered;
  const { kind, id: idIn, ends } = row.followed!;
  const about = idIn((await call('k-1')).text, parts);
  const polls = await gateway.toTheEnd(kind, about);
  expect(polls.at(-1)).toBe('final');
  const [route, parameter] = trackedAs[kind];
  expect(ends).toContain((await gateway.track(route, about, parameter))['state']);
  expect((await gateway.kept()).match(secrets)).toBeNull();
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
  gateway.wire.adds = whispered;
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
