import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { eventSource } from '#events/event';
import { examplesOf, operationById } from '#operations/registry';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call } from './gateway-calls';
import type { Journey, World } from './journey';
import { advance, patienceIn, requestPortIn, untilTold, withPartner } from './partner';

const family = 'mobility';
const provider = '10006';
const by = ['--actor', 'deploy-suite', '--reason', 'journey'];
const whose = ['--provider', provider];

const headersOf = (world: World) =>
  bearerOf(world, ['mobility:read', 'mobility:write', 'tracking:read', 'webhooks:manage'], provider);

/** A write that AT&T does, and whose answer is lost. @returns the id of its request */
const lost = async (world: World, id: 'request-port-in' | 'create-billing-account', more: object): Promise<string> => {
  const fault = { operation: id, fault: { kind: 'reset-after' } };
  await bodyOf(await fetch(`${world.simulatorUrl}/__sim/faults`, { method: 'POST', body: JSON.stringify(fault) }), 200);
  const { method, path } = operationById(id);
  const [{ request }] = examplesOf[id];
  const { body } = request as { body: object };
  const headers = { ...(await headersOf(world)), 'idempotency-key': `deploy-operator-${id}` };
  const answer = await call(world, { method, path, body: { ...body, ...more } }, headers);
  return z.looseObject({ requestId: z.string() }).parse(await bodyOf(answer, 202)).requestId;
};

const things = z.array(z.looseObject({ what: z.string(), id: z.string(), cure: z.string() }));
const stuck = async ({ operator }: World) => {
  const { isInOrder, data } = await operator.look(['stuck', ...whose]);
  const found = things.parse(data);
  assert.equal(isInOrder, found.length === 0);
  return found;
};
const idsOf = (found: z.output<typeof things>): string[] => found.map(({ id }) => id);

const views = z.looseObject({
  providers: z.array(z.looseObject({ provider: z.string(), stuck: z.record(z.string(), z.number()) })),
  deadLetters: z.record(z.string(), z.number()),
  retention: z.looseObject({ isDue: z.boolean() }),
});
const status = async ({ operator }: World) => views.parse(await operator.gateway(['status', ...whose]));

const unknownWrites = async (world: World): Promise<void> => {
  const { operator } = world;
  await operator.storeCredentials(provider, family, demoCredentials(family, provider));
  const portIn = await lost(world, 'request-port-in', { subscriberNumber: '2125550117' });
  const account = await lost(world, 'create-billing-account', {});
  const found = idsOf(await stuck(world));
  assert.ok(found.includes(portIn) && found.includes(account), `stuck: ${found.join(', ')}`);
  assert.ok(Object.keys((await status(world)).providers[0]?.stuck ?? {}).length > 0);

  const dry = await operator.gateway(['reconcile', '--request', portIn, '--dry-run']);
  assert.equal(z.looseObject({ requests: z.array(z.unknown()) }).parse(dry).requests.length, 1);
  const { requests } = z
    .looseObject({ requests: z.record(z.string(), z.number()) })
    .parse(await operator.gateway(['reconcile', '--request', portIn]));
  assert.deepEqual(requests, { succeeded: 1 });

  const stating = ['resolve', account, ...whose, '--outcome', 'not-applied', ...by];
  await operator.gateway([...stating, '--dry-run']);
  assert.ok(idsOf(await stuck(world)).includes(account));
  await operator.gateway(stating);
  const left = idsOf(await stuck(world));
  assert.ok(!left.includes(account) && !left.includes(portIn), `still stuck: ${left.join(', ')}`);
};

/** Waits until a partner has been told something once more. */
const untilAgain = async (world: World, count: () => number, before: number): Promise<void> => {
  for (const end = Date.now() + patienceIn(world); count() <= before && Date.now() < end;) await wait(200);
  assert.ok(count() > before, 'It was not sent again.');
};

const webhooks = async (world: World): Promise<void> => {
  const { operator } = world;
  await withPartner(world, await headersOf(world), ['port-in.*'], async (partner) => {
    const id = await requestPortIn(world, partner.headers, 'deploy-operator-port-in', '2125550118');
    const { event } = await untilTold(partner, 'port-in.opened', id);
    const count = () => partner.receiver.received.filter((one) => one.event.id === event.id).length;

    await operator.gateway(['redeliver', ...whose, '--event', event.id, ...by]);
    await untilAgain(world, count, 1);

    const before = (await status(world)).deadLetters['webhooks'] ?? 0;
    await operator.layAside({ source: eventSource, detail: event });
    assert.equal((await status(world)).deadLetters['webhooks'], before + 1);
    const redriving = ['redrive', '--from', 'webhooks', ...by];
    const seen = JSON.stringify(await operator.gateway([...redriving, '--dry-run']));
    assert.ok(seen.includes(event.id), seen);
    // What was looked at is out of sight for a moment.
    await wait(6_000);
    const told = count();
    const { done } = z.looseObject({ done: z.int() }).parse(await operator.gateway(redriving));
    assert.ok(done >= 1, `put back: ${done}`);
    await untilAgain(world, count, told);
    assert.equal((await status(world)).deadLetters['webhooks'], 0);
  });
};

const leads = z.looseObject({ found: z.array(z.looseObject({ kind: z.string(), id: z.string() })) });

const shown = async (world: World): Promise<void> => {
  const { operator } = world;
  const number = '2125550118';
  const { found } = leads.parse(await operator.gateway(['find', number, ...whose]));
  const { id } = found.find(({ kind }) => kind === 'port-in') ?? assert.fail('The port-in is not found by its number.');
  const folder = await mkdtemp(join(tmpdir(), 'deploy-operator-'));
  try {
    const portIns = join(folder, 'ports.csv');
    await operator.gateway(['report', 'ports', ...whose, '--out', portIns]);
    const csv = readFileSync(portIns, 'utf8');
    assert.ok(csv.includes(provider) && !csv.includes(number), csv);
    const bundle = join(folder, 'case');
    await operator.gateway(['bundle', id, ...whose, '--out', bundle]);
    const written = readFileSync(join(bundle, 'bundle.json'), 'utf8');
    assert.ok(written.includes(id) && !written.includes(number), written);
  } finally {
    await rm(folder, { recursive: true });
  }
  await operator.gateway(['drift', 'run', ...whose]);
  const compared = z.looseObject({ runs: z.array(z.looseObject({ startedAt: z.string() })) });
  compared.parse((await operator.look(['report', 'drift', ...whose])).data);
};

const keys = async (world: World): Promise<void> => {
  const { operator } = world;
  const before = await requestAgain(world);
  await operator.gateway(['keys', 'rotate', 'fingerprints']);
  assert.equal(await requestAgain(world), before);
  await assert.rejects(operator.gateway(['keys', 'forget', 'fingerprints']), /are left until/);
  await assert.rejects(operator.gateway(['keys', 'recover', 'fingerprints']), /is there/);
};

/** A repeat, which is known by a key of before. */
const requestAgain = async (world: World): Promise<string> =>
  requestPortIn(world, await headersOf(world), 'deploy-operator-port-in', '2125550118');

const erased = async (world: World): Promise<void> => {
  const { operator } = world;
  const erasing = ['erase', '--number', '2125550118'];
  const against = z.looseObject({ against: z.array(z.string()) });
  const stands = async (): Promise<string[]> =>
    against.parse(await operator.gateway([...erasing, '--dry-run'])).against;
  assert.notDeepEqual(await stands(), []);
  await assert.rejects(operator.gateway(erasing), /Nothing of .* was erased/);
  for (let days = 0; days < 10 && (await stands()).length > 0; days += 1) {
    await advance(world, 'P1D');
    await operator.gateway(['reconcile']);
    for (let looks = 0; looks < 5 && (await stands()).length > 0; looks += 1) await wait(1_000);
  }
  await operator.gateway(erasing);
  assert.equal((await operator.look(['find', '2125550118', ...whose])).isInOrder, false);
};

const told = async (world: World): Promise<void> => {
  const { operator } = world;
  await operator.gateway(['retention', 'apply']);
  assert.equal((await status(world)).retention.isDue, false);
  const entries = z
    .array(z.looseObject({ action: z.string(), phase: z.string() }))
    .parse(await operator.gateway(['audit', 'list']));
  const done = new Set(entries.filter(({ phase }) => phase === 'done').map(({ action }) => action));
  for (const action of ['reconcile', 'resolve', 'redeliver', 'redrive', 'keys rotate', 'erase', 'retention apply'])
    assert.ok(done.has(action), `${action} is not in the audit.`);
  await operator.gateway(['audit', 'verify']);
};

export const operatorJourney: Journey = {
  name: 'Operating what is deployed, by npx gateway alone',
  steps: [
    { title: 'says which writes need a person, and finds out or states what became of them', run: unknownWrites },
    { title: 'has a webhook sent again, and puts a dead letter back to be sent', run: webhooks },
    { title: 'finds, bundles and reports without personal data, and compares with AT&T', run: shown },
    { title: 'changes a key of the tenant’s own while repeats are still known by the one before', run: keys },
    { title: 'erases a number once nothing of it is under way', run: erased },
    { title: 'has all of it in the audit, whole', run: told },
  ],
};
