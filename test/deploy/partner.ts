import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { documented } from '#operations/request-port-in/examples';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '#routes/webhooks/delete-webhook-endpoint';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { startReceiver, type Received } from '../support/webhook-partner';
import { bodyOf, call } from './gateway-calls';
import type { Receiver, World } from './journey';

const portIn = operationById('request-port-in');
const [sample] = documented.examples;
/** How long what is told may take, in milliseconds. */
export const patienceIn = ({ slowness = 1 }: World): number => 45_000 * slowness;

/** A partner: its token, and an endpoint of its own on this machine. */
export interface Partner {
  headers: Record<string, string>;
  receiver: Receiver;
  /** Of its endpoint. */
  id: string;
  /** What its webhooks are signed with. */
  secret: string;
  /** How long it waits for what it is told. */
  patienceMs: number;
}

/** Registers a receiver with the deployed gateway, for events of these types; the headers’ token may manage webhooks. */
const registered = async (
  world: World,
  headers: Record<string, string>,
  receiver: Receiver,
  types: readonly string[],
): Promise<Partner> => {
  const { method, path } = createWebhookEndpoint;
  const answer = await call(world, { method, path, body: { url: receiver.url, types } }, headers);
  const { id, secret } = createWebhookEndpoint.response.parse(await bodyOf(answer, 201));
  await untilVerified(world, headers, id);
  return { headers, receiver, id, secret, patienceMs: patienceIn(world) };
};

/** The same with a new receiver. @returns also what deletes the endpoint and closes the receiver */
export const openPartner = async (
  world: World,
  headers: Record<string, string>,
  types: readonly string[],
): Promise<Partner & { leave: () => Promise<void> }> => {
  const receiver = await (world.receive ?? (() => startReceiver(204)))();
  const partner = await registered(world, headers, receiver, types).catch((error: unknown) => {
    receiver.close();
    throw error;
  });
  const { method, path } = deleteWebhookEndpoint;
  const leave = async (): Promise<void> => {
    receiver.close();
    await bodyOf(await call(world, { method, path: path.replace('{endpointId}', partner.id) }, headers), 200);
  };
  return { ...partner, leave };
};

/** The same for as long as the work takes. */
export const withPartner = async (
  world: World,
  headers: Record<string, string>,
  types: readonly string[],
  work: (partner: Partner) => Promise<void>,
): Promise<void> => {
  const partner = await openPartner(world, headers, types);
  await work(partner).finally(partner.leave);
};

/** Waits until the receiver has answered the gateway’s challenge. */
const untilVerified = async (world: World, headers: Record<string, string>, id: string): Promise<void> => {
  const { method, path, response } = listWebhookEndpoints;
  const patienceMs = patienceIn(world);
  const end = Date.now() + patienceMs;
  let state: string | undefined;
  while (state !== 'verified') {
    await wait(100);
    assert.ok(Date.now() < end, `The endpoint is ${state ?? 'not there'} after ${patienceMs / 1000} s.`);
    const { endpoints } = response.parse(await bodyOf(await call(world, { method, path }, headers), 200));
    state = endpoints.find((one) => one.id === id)?.verification.url;
  }
};

/** Waits for an event, of one resource where it is named. @throws naming those that came instead */
export const untilTold = async (
  { receiver: { received }, patienceMs }: Partner,
  type: string,
  resource?: string,
): Promise<Received> => {
  const found = () =>
    received.find(({ event }) => event.type === type && (resource === undefined || event.resource.id === resource));
  const end = Date.now() + patienceMs;
  while (!found() && Date.now() < end) await wait(100);
  const told = received.map(({ event }) => `${event.type} of ${event.resource.id}`).join(', ');
  return found() ?? assert.fail(`No ${type} within ${patienceMs / 1000} s, but: ${told}`);
};

/** By the reference library of Standard Webhooks, which the gateway does not use. @throws when the signature is another’s */
export const verified = ({ secret }: Pick<Partner, 'secret'>, { headers, body, event }: Received) => {
  const signed = z.record(z.string(), z.string()).parse(headers);
  assert.deepEqual(new Webhook(secret).verify(body, signed), event);
  assert.equal(headers['webhook-id'], event.id);
  return event;
};

/** AT&T’s id of a new port-in; of AT&T’s sample number unless another is named. */
export const requestPortIn = async (
  world: World,
  headers: Record<string, string>,
  key: string,
  subscriberNumber: string = sample.request.body.subscriberNumber,
): Promise<string> => {
  const { method, path } = portIn;
  const body = { ...sample.request.body, subscriberNumber };
  const answer = await call(world, { method, path, body }, { ...headers, 'idempotency-key': key });
  return z.looseObject({ id: z.string() }).parse(await bodyOf(answer, 201)).id;
};

/** Moves the simulated AT&T’s clock. */
export const advance = async ({ simulatorUrl }: World, duration: string): Promise<void> => {
  const init = { method: 'POST', body: JSON.stringify({ advance: duration }) };
  await bodyOf(await fetch(`${simulatorUrl}/__sim/clock`, init), 200);
};
