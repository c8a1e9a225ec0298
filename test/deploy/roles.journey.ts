import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-create-quote/examples';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { sightingKeeperName } from '../../lib/names';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call, expectProblem, receivedDuring } from './gateway-calls';
import type { Journey, World } from './journey';
import { patienceIn } from './partner';

const operation = operationById('alliance-create-quote');
const [sample] = documented.examples;
const solutionProvider = '10067';
const family = 'ordering-alliance';

const createQuote = (world: World, authorization: object, key: string): Promise<Response> =>
  call(
    world,
    { method: operation.method, path: operation.path, body: sample.request.body },
    { ...authorization, 'idempotency-key': key },
  );

/** That the emulator enforces the roles: otherwise the journeys before this one show nothing about them (ADR 0102). */
export const rolesJourney: Journey = {
  name: 'Roles of functions',
  steps: [
    {
      title: 'a write whose role may not put a record asks AT&T nothing, and goes on once it may again',
      run: async (world) => {
        await world.operator.storeCredentials(solutionProvider, family, demoCredentials(family, solutionProvider));
        const partner = await bearerOf(world, ['ordering:write'], solutionProvider);
        const requests = await receivedDuring(world, () =>
          world.operator.without(operation.id, 'dynamodb:PutItem', async () => {
            await expectProblem(await createQuote(world, partner, 'roles-1'), 503, 'service-unavailable');
          }),
        );
        assert.deepEqual(requests, []);
        await bodyOf(await createQuote(world, partner, 'roles-2'), 200);
      },
    },
    {
      title: 'a read whose role may not read credentials asks AT&T nothing',
      run: async (world) => {
        const partner = await bearerOf(world, ['ordering:read'], '10006');
        const read = operationById('alliance-get-credit-check');
        const path = `${read.path}?quoteId=0Q0KQ000000CvYs0AK`;
        const requests = await receivedDuring(world, () =>
          world.operator.without(read.id, 'secretsmanager:GetSecretValue', async () => {
            await expectProblem(
              await call(world, { method: read.method, path }, partner),
              503,
              'credentials-unavailable',
            );
          }),
        );
        assert.deepEqual(requests, []);
      },
    },
    {
      title: 'a call reaches nothing of another Solution Provider’s, even if its function asked for it',
      run: async (world) => {
        await world.operator.storeCredentials('10006', family, demoCredentials(family, '10006'));
        const partner = await bearerOf(world, ['ordering:read'], '10006');
        const { id, method, path } = operationById('alliance-get-contract');
        const read = () => call(world, { method, path: `${path}?quoteId=0Q0KQ000000CvYt0AK` }, partner);
        const refused = await receivedDuring(world, () =>
          // Its sessions reach what is 10067’s now, so that what it asks for is another’s.
          world.operator.heldTo(id, '10067', async () => {
            await expectProblem(await read(), 503, 'credentials-unavailable');
          }),
        );
        assert.deepEqual(refused, []);
        // AT&T knows no such quote.
        assert.notEqual((await read()).status, 503);
      },
    },
    {
      title:
        'what a read shows and nobody knew is known a moment later, if its keeper may put it; the read is answered in any case',
      run: async (world) => {
        await world.operator.storeCredentials('10006', family, demoCredentials(family, '10006'));
        const partner = await bearerOf(world, ['ordering:read', 'tracking:read'], '10006');
        const read = operationById('alliance-get-credit-check');
        const quoteId = '0Q0KQ000000CvYs0AK';
        const see = async () => {
          const path = `${read.path}?quoteId=${quoteId}`;
          await bodyOf(await call(world, { method: read.method, path }, partner), 200);
        };
        const path = getTrackedOrder.path.replace('{quoteId}', quoteId);
        const status = async () => (await call(world, { method: 'GET', path }, partner)).status;
        await world.operator.without(sightingKeeperName, 'dynamodb:PutItem', see);
        // As long as it takes otherwise.
        for (const end = Date.now() + 5_000; Date.now() < end;) {
          assert.equal(await status(), 404);
          await wait(500);
        }
        await see();
        for (const end = Date.now() + patienceIn(world); (await status()) !== 200;) {
          assert.ok(Date.now() < end, 'It is not known.');
          await wait(200);
        }
      },
    },
  ],
};
