import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { createBulkWrite } from '#routes/bulk/create-bulk-write';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import { listBulkWriteRows } from '#routes/bulk/list-bulk-write-rows';
import { demoCredentials } from '../../tools/simulator/credentials';
import { bearerOf, bodyOf, call, linkedPath, receivedDuring } from './gateway-calls';
import type { Journey, World } from './journey';

const family = 'mobility';
const solutionProvider = '10006';
const patienceMs = 90_000;

/** Lines AT&T knows from the start. */
const rows = ['2125550113', '2125550115'].map((subscriberNumber) => ({
  reference: subscriberNumber,
  pathParameters: { subscriberNumber },
  body: { ratePlanCode: 'UNLIMITED-B' },
}));

const submitted = async (world: World, headers: Record<string, string>): Promise<string> => {
  const { method, path } = createBulkWrite;
  const body = { operation: 'change-rate-plan', rows };
  const answer = await call(world, { method, path, body }, { ...headers, 'idempotency-key': 'deploy-bulk-1' });
  await bodyOf(answer, 202);
  return linkedPath(world, answer.headers.get('location'));
};

/** Looks until every row has its result. @throws saying how it stands instead */
const ended = async (world: World, headers: Record<string, string>, path: string) => {
  const end = Date.now() + patienceMs * (world.slowness ?? 1);
  for (;;) {
    const view = getBulkWrite.response.parse(await bodyOf(await call(world, { method: 'GET', path }, headers), 200));
    if (view.endedAt !== undefined) return view;
    assert.ok(Date.now() < end, `Not finished within ${patienceMs / 1000} s: ${JSON.stringify(view)}`);
    await wait(500);
  }
};

export const bulkWriteJourney: Journey = {
  name: 'A bulk write',
  steps: [
    {
      title: 'is carried out by the state machine and the operation’s own function, each row once',
      run: async (world) => {
        await world.operator.storeCredentials(solutionProvider, family, demoCredentials(family, solutionProvider));
        const headers = await bearerOf(world, ['mobility:write', 'bulk:read', 'bulk:write'], solutionProvider);
        const requests = await receivedDuring(world, async () => {
          const location = await submitted(world, headers);
          assert.equal(await submitted(world, headers), location);
          const { state, counts } = await ended(world, headers, location);
          assert.deepEqual([state, counts?.succeeded], ['finished', 2]);
          const list = await call(world, { method: 'GET', path: `${location}/rows` }, headers);
          const shown = listBulkWriteRows.response.parse(await bodyOf(list, 200));
          assert.deepEqual(
            shown.rows.map(({ reference, state: rowState }) => [reference, rowState]),
            rows.map(({ reference }) => [reference, 'succeeded']),
          );
        });
        assert.equal(requests.filter(({ operation }) => operation === 'change-rate-plan').length, 2);
      },
    },
  ],
};
