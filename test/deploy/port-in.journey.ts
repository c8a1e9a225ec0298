import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { listEvents } from '#routes/events/list-events';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call } from './gateway-calls';
import type { Journey, World } from './journey';
import { advance, requestPortIn, untilTold, verified, withPartner, type Partner } from './partner';

const family = 'mobility';
const solutionProvider = 'A-06399x';

/** Everything the gateway lists of a port-in, once it is published. */
const untilListed = async (world: World, partner: Partner, portInId: string, count: number) => {
  const { headers } = partner;
  const path = `${listEvents.path}?resource=port-in:${portInId}`;
  const list = async () =>
    listEvents.response.parse(await bodyOf(await call(world, { method: 'GET', path }, headers), 200)).events;
  const end = Date.now() + partner.patienceMs;
  let events = await list();
  while (events.length < count && Date.now() < end) {
    await wait(500);
    events = await list();
  }
  return events;
};

const followed = async (world: World, partner: Partner): Promise<void> => {
  const { headers, receiver } = partner;
  const id = await requestPortIn(world, headers, 'deploy-port-in-1');
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
        const headers = await bearerOf(world, ['mobility:write', 'tracking:read', 'webhooks:manage'], solutionProvider);
        await withPartner(world, headers, ['port-in.*'], (partner) => followed(world, partner));
      },
    },
  ],
};
