import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { ResourceEvent } from '#events/event';
import { clientOf } from '../../tools/demo/local-runtime';
import { mobilityJourney } from '../journeys/mobility';
import { runJourney } from '../journeys/run-journey';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';
import { startReceiver, untilVerified } from '../support/webhook-partner';

jest.setTimeout(90_000);

let gateway: LocalGateway;
let partner: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  gateway = await startLocalGateway();
  partner = await startReceiver(200);
});
afterAll(async () => {
  partner.close();
  await gateway.remove();
});

/** The journey acts for several Solution Providers, each with endpoints of its own. */
const registerForAll = async (): Promise<void> => {
  const client = 'demo-connector';
  const body = { url: partner.url, types: ['port-in.*', 'service-activation.*', 'pdp-provisioning.*'] };
  for (const id of gateway.clients.find(({ clientId }) => clientId === client)?.solutionProviders ?? []) {
    const headers = { 'x-solution-provider-id': id };
    const { status, json } = await gateway.call({ client, path: '/v1/webhook-endpoints', headers, body });
    expect(status).toBe(201);
    await untilVerified(gateway, client, z.object({ id: z.string() }).parse(json).id, headers);
  }
};

/** Every event once, by resource, in the order of their sequence. */
const stories = (): ResourceEvent[][] => {
  const events = new Map(partner.received.map(({ event }) => [event.id, event])).values();
  const byResource = Map.groupBy(events, ({ resource }) => `${resource.kind}:${resource.id}`);
  return [...byResource.values()].map((some) => some.toSorted((a, b) => a.sequence - b.sequence));
};

describe('a mobility journey of days', () => {
  it('is told from beginning to end: each change once, in order, without a gap', async () => {
    await registerForAll();
    await runJourney(mobilityJourney, await clientOf(gateway), () => undefined);
    await sleep(1_000);
    const told = stories();
    expect(told.map(([first]) => first?.resource.kind).toSorted()).toEqual([
      'pdp-provisioning',
      'port-in',
      'service-activation',
    ]);
    for (const events of told) {
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      const moves = events.filter(({ before, after }) => after !== null && before !== after);
      moves.slice(1).forEach(({ before }, index) => expect(before ?? moves[index]?.after).toBe(moves[index]?.after));
    }
    const portIn = told.find(([first]) => first?.resource.kind === 'port-in')!;
    expect(portIn.at(0)?.type).toBe('port-in.opened');
    expect(portIn.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['port-in.action-required', 'port-in.change-done', 'port-in.completed']),
    );
  });

  it('names no telephone number and nobody', () => {
    const texts = partner.received.map(({ body }) => body).join('\n');
    // AT&T’s ids have ten digits as well, after letters of their own.
    expect(texts).not.toMatch(/(?<![A-Z]-)\b\d{10}\b/);
    expect(texts).not.toMatch(/"(firstName|lastName|street|pin|passcode|subscriberNumber)"/i);
  });
});
