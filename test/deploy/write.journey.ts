import assert from 'node:assert/strict';
import * as z from 'zod';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-create-quote/examples';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call, expectProblem, linkedPath, receivedDuring } from './gateway-calls';
import type { Journey, World } from './journey';

const operation = operationById('alliance-create-quote');
const [sample] = documented.examples;
const family = 'ordering-alliance';
const solutionProvider = '10067';

const partner = (world: World) => bearerOf(world, ['ordering:write', 'tracking:read'], solutionProvider);

const createQuote = (world: World, headers: Record<string, string>): Promise<Response> =>
  call(world, { method: operation.method, path: operation.path, body: sample.request.body }, headers);

export const writeJourney: Journey = {
  name: 'Creating a quote',
  steps: [
    {
      title: 'refuses a write without an idempotency key, and asks AT&T nothing',
      run: async (world) => {
        await world.operator.storeCredentials(solutionProvider, family, demoCredentials(family, solutionProvider));
        const headers = await partner(world);
        const requests = await receivedDuring(world, async () => {
          await expectProblem(await createQuote(world, headers), 400, 'idempotency-key-required');
        });
        assert.deepEqual(requests, []);
      },
    },
    {
      title: 'asks AT&T once when the caller repeats the request, and keeps the record for the caller to read',
      run: async (world) => {
        const headers = { ...(await partner(world)), 'idempotency-key': 'deploy-suite-quote-1' };
        let record = '';
        const requests = await receivedDuring(world, async () => {
          const first = await createQuote(world, headers);
          record = linkedPath(world, first.headers.get('x-request-record'));
          const answer = await bodyOf(first, 200);
          const second = await createQuote(world, headers);
          assert.equal(second.headers.get('idempotency-replayed'), 'true');
          assert.deepEqual(await bodyOf(second, 200), answer);
        });
        assert.equal(requests.length, 1);
        const outcome = z.looseObject({ outcome: z.string(), operation: z.string() });
        const view = outcome.parse(await bodyOf(await call(world, { method: 'GET', path: record }, headers), 200));
        assert.deepEqual([view.outcome, view.operation], ['succeeded', operation.id]);
      },
    },
    {
      title: 'follows the order from the quote on, and lists it',
      run: async (world) => {
        const headers = await partner(world);
        const listing = z.looseObject({ orders: z.array(z.looseObject({ quoteId: z.string() })) });
        const list = await call(world, { method: 'GET', path: '/v1/tracking/orders' }, headers);
        const { orders } = listing.parse(await bodyOf(list, 200));
        assert.equal(orders.length, 1);
        const path = `/v1/tracking/orders/${orders[0]?.quoteId ?? ''}`;
        await bodyOf(await call(world, { method: 'GET', path }, headers), 200);
      },
    },
  ],
};
