import assert from 'node:assert/strict';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-look-up-end-customer/examples';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call, expectProblem, receivedDuring } from './gateway-calls';
import type { Journey, World } from './journey';

const operation = operationById('alliance-look-up-end-customer');
const [sample] = documented.examples;
const family = 'ordering-alliance';
const { clientId: clientIdOf10067 } = demoCredentials(family, '10067');
const { clientId: clientIdOf10006 } = demoCredentials(family, '10006');

const clientFor = (world: World, ...solutionProviders: string[]) =>
  bearerOf(world, ['ordering:read'], ...solutionProviders);

const lookUp = (world: World, headers: Record<string, string>): Promise<Response> =>
  call(world, { method: operation.method, path: operation.path, body: sample.request.body }, headers);

export const lookUpJourney: Journey = {
  name: 'Looking up an end customer',
  steps: [
    {
      title: 'answers `credentials-unavailable` until the operator has stored credentials',
      run: async (world) => {
        const requests = await receivedDuring(world, async () => {
          await expectProblem(await lookUp(world, await clientFor(world, '10067')), 503, 'credentials-unavailable');
        });
        assert.deepEqual(requests, []);
      },
    },
    {
      title: 'answers AT&T’s published request with AT&T’s published answer',
      run: async (world) => {
        for (const id of ['10067', '10006'])
          await world.operator.storeCredentials(id, family, demoCredentials(family, id));
        const response = await lookUp(world, await clientFor(world, '10067'));
        assert.deepEqual(await bodyOf(response, 200), sample.answer.body);
      },
    },
    {
      title: 'asks AT&T with the Solution Provider’s credentials, the caller’s trace id and the tenant’s source',
      run: async (world) => {
        const headers = { ...(await clientFor(world, '10067')), 'x-trace-id': 'trace-of-the-caller' };
        const requests = await receivedDuring(world, async () => {
          await bodyOf(await lookUp(world, headers), 200);
        });
        assert.equal(requests.length, 1);
        const [request] = requests;
        assert.equal(request?.operation, operation.id);
        assert.equal(request.path, `/${operation.binding.domain}${operation.binding.path}`);
        assert.equal(request.secretMatches, true);
        assert.equal(request.headers['client_id'], clientIdOf10067);
        assert.equal(request.headers['x-trace-id'], 'trace-of-the-caller');
        assert.equal(request.headers['source'], 'partner-gateway');
        assert.match(request.headers['x-transaction-id'] ?? '', /^[0-9a-f-]{36}$/);
        assert.equal(request.headers['authorization'], undefined);
        assert.deepEqual(request.body, sample.request.body);
      },
    },
    {
      title: 'acts for the Solution Provider a connector names, and asks for the name when it is missing',
      run: async (world) => {
        const headers = await clientFor(world, '10067', '10006');
        const requests = await receivedDuring(world, async () => {
          await expectProblem(await lookUp(world, headers), 400, 'solution-provider-required');
          for (const id of ['10006', '10067'])
            await bodyOf(await lookUp(world, { ...headers, 'x-solution-provider-id': id }), 200);
          const other = await lookUp(world, { ...headers, 'x-solution-provider-id': 'A-06399x' });
          await expectProblem(other, 403, 'solution-provider-not-granted');
        });
        const askedAs = requests.map((request) => request.headers['client_id']);
        assert.deepEqual(askedAs, [clientIdOf10006, clientIdOf10067]);
      },
    },
    {
      title: 'lets nobody past without a token, with a forged one, or without a grant',
      run: async (world) => {
        const { authorization } = await clientFor(world, '10067');
        const forged = authorization.replace(/[^.]*$/, 'forged');
        const requests = await receivedDuring(world, async () => {
          // The emulator answers 403 where AWS answers 401 (ADR 0010).
          assert.ok([401, 403].includes((await lookUp(world, {})).status));
          assert.equal((await lookUp(world, { authorization: forged })).status, 401);
          assert.equal((await lookUp(world, await clientFor(world))).status, 403);
        });
        assert.deepEqual(requests, []);
      },
    },
  ],
};
