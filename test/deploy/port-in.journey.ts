import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { examples } from '#operations/request-port-in/examples';
import { route as getTrackedPortIn } from '#routes/get-tracked-port-in/route';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call } from './gateway-calls';
import type { Journey, World } from './journey';

const operation = operationById('request-port-in');
const [sample] = examples;
const family = 'mobility';
const solutionProvider = 'A-06399x';
const patienceMs = 45_000;

const advance = async ({ simulatorUrl }: World, duration: string): Promise<void> => {
  const init = { method: 'POST', body: JSON.stringify({ advance: duration }) };
  await bodyOf(await fetch(`${simulatorUrl}/__sim/clock`, init), 200);
};

/** Looks at what the gateway knows, which asks AT&T nothing, until it is this. */
const untilKnown = async (
  world: World,
  headers: Record<string, string>,
  portInId: string,
  wanted: string,
): Promise<void> => {
  const view = z.looseObject({ state: z.string() });
  const path = getTrackedPortIn.path.replace('{id}', portInId);
  const end = Date.now() + patienceMs;
  let state = '';
  while (state !== wanted && Date.now() < end) {
    if (state !== '') await wait(500);
    const answer = await call(world, { method: 'GET', path }, headers);
    state = view.parse(await bodyOf(answer, 200)).state;
  }
  assert.equal(state, wanted, `what is known after ${patienceMs / 1000} s`);
};

export const portInJourney: Journey = {
  name: 'Porting a number in',
  steps: [
    {
      title: 'is followed to its completion by the state machine, while no partner asks',
      run: async (world) => {
        const current = demoCredentials(family, solutionProvider);
        await world.operator.storeCredentials(solutionProvider, family, { current });
        const headers = await bearerOf(world, ['mobility:write', 'tracking:read'], solutionProvider);
        const { method, path } = operation;
        const { body } = sample.request;
        const answer = await call(world, { method, path, body }, { ...headers, 'idempotency-key': 'deploy-port-in-1' });
        const { id } = z.looseObject({ id: z.string() }).parse(await bodyOf(answer, 201));
        await world.operator.startPoller({ solutionProvider, kind: 'port-in', id });
        await advance(world, 'PT9H');
        await untilKnown(world, headers, id, 'confirmed');
        await advance(world, 'P4D');
        await untilKnown(world, headers, id, 'completed');
      },
    },
  ],
};
