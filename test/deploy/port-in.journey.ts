import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { documented } from '#operations/request-port-in/examples';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { listEvents } from '#routes/events/list-events';
import { demoCredentials } from '../../tools/simulator/credentials';
import { startReceiver, type Received } from '../support/webhook-partner';
import { bearerOf, bodyOf, call } from './gateway-calls';
import type { Journey, World } from './journey';

const operation = operationById('request-port-in');
const [sample] = documented.examples;
const family = 'mobility';
const solutionProvider = 'A-06399x';
const patienceMs = 45_000;

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** A partner: its token, and an endpoint of its own on this machine. */
interface Partner {
  headers: Record<string, string>;
  receiver: Receiver;
  secret: string;
}

const advance = async ({ simulatorUrl }: World, duration: string): Promise<void> => {
  const init = { method: 'POST', body: JSON.stringify({ advance: duration }) };
  await bodyOf(await fetch(`${simulatorUrl}/__sim/clock`, init), 200);
};

/** Registers the receiver with the deployed gateway, for everything of port-ins. */
const partnerWith = async (world: World, receiver: Receiver): Promise<Partner> => {
  const headers = await bearerOf(world, ['mobility:write', 'tracking:read', 'webhooks:manage'], solutionProvider);
  const { method, path } = createWebhookEndpoint;
  const answer = await call(world, { method, path, body: { url: receiver.url, types: ['port-in.*'] } }, headers);
  const { id, secret } = createWebhookEndpoint.response.parse(await bodyOf(answer, 201));
  await untilVerified(world, headers, id);
  return { headers, receiver, secret };
};

/** Waits until the receiver has answered the gateway’s challenge. */
const untilVerified = async (world: World, headers: Record<string, string>, id: string): Promise<void> => {
  const { method, path, response } = listWebhookEndpoints;
  const end = Date.now() + patienceMs;
  let state: string | undefined;
  while (state !== 'verified') {
    await wait(100);
    assert.ok(Date.now() < end, `The endpoint is ${state ?? 'not there'} after ${patienceMs / 1000} s.`);
    const { endpoints } = response.parse(await bodyOf(await call(world, { method, path }, headers), 200));
    state = endpoints.find((one) => one.id === id)?.verification.url;
  }
};

/** AT&T’s id of a new port-in. */
const requestPortIn = async (world: World, { headers }: Partner): Promise<string> => {
  const { method, path } = operation;
  const { body } = sample.request;
  const answer = await call(world, { method, path, body }, { ...headers, 'idempotency-key': 'deploy-port-in-1' });
  return z.looseObject({ id: z.string() }).parse(await bodyOf(answer, 201)).id;
};

/** Waits for an event of the type. @throws naming those that came instead */
const untilTold = async ({ receiver: { received } }: Partner, type: string): Promise<void> => {
  const told = () => received.map(({ event }) => event.type);
  const end = Date.now() + patienceMs;
  while (!told().includes(type) && Date.now() < end) await wait(100);
  assert.ok(told().includes(type), `No ${type} within ${patienceMs / 1000} s, but: ${told().join(', ')}`);
};

/** By the reference library of Standard Webhooks, which the gateway does not use. @throws when the signature is another’s */
const verified = ({ secret }: Partner, { headers, body, event }: Received) => {
  const signed = z.record(z.string(), z.string()).parse(headers);
  assert.deepEqual(new Webhook(secret).verify(body, signed), event);
  assert.equal(headers['webhook-id'], event.id);
  return event;
};

/** Everything the gateway lists of a port-in, once it is published. */
const untilListed = async (world: World, { headers }: Partner, portInId: string, count: number) => {
  const path = `${listEvents.path}?resource=port-in:${portInId}`;
  const list = async () =>
    listEvents.response.parse(await bodyOf(await call(world, { method: 'GET', path }, headers), 200)).events;
  const end = Date.now() + patienceMs;
  let events = await list();
  while (events.length < count && Date.now() < end) {
    await wait(500);
    events = await list();
  }
  return events;
};

const followed = async (world: World, partner: Partner): Promise<void> => {
  const { headers, receiver } = partner;
  const id = await requestPortIn(world, partner);
  await untilTold(partner, 'port-in.opened');
  await advance(world, 'PT9H');
  await untilTold(partner, 'port-in.confirmed');
  await advance(world, 'P4D');
  await untilTold(partner, 'port-in.completed');

  const told = receiver.received.map((one) => verified(partner, one));
  assert.deepEqual(
    told.map(({ sequence, resource }) => [sequence, resource.id]),
    told.map((_, index) => [index + 1, id]),
  );
  // The first poll comes a second after the request here, before or after the clock is moved: only before does it see the
  // state unchanged and the dates new.
  const moves = told.filter(({ type }) => type !== 'port-in.details-changed');
  assert.deepEqual(
    moves.map(({ type, before, after }) => [type, before, after]),
    [
      ['port-in.opened', null, 'submitted'],
      ['port-in.confirmed', 'submitted', 'confirmed'],
      ['port-in.completed', 'confirmed', 'completed'],
    ],
  );
  const path = getTrackedPortIn.path.replace('{id}', id);
  const { state } = z
    .looseObject({ state: z.string() })
    .parse(await bodyOf(await call(world, { method: 'GET', path }, headers), 200));
  assert.equal(state, 'completed');
  assert.deepEqual(await untilListed(world, partner, id, told.length), told);
};

export const portInJourney: Journey = {
  name: 'Porting a number in',
  steps: [
    {
      title: 'is followed to its completion and told to the partner’s endpoint, signed and in order, while nobody asks',
      run: async (world) => {
        await world.operator.storeCredentials(solutionProvider, family, demoCredentials(family, solutionProvider));
        const receiver = await startReceiver(204);
        try {
          await followed(world, await partnerWith(world, receiver));
        } finally {
          receiver.close();
        }
      },
    },
  ],
};
