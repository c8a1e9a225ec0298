import { createTable } from '#platform/table/table';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { orderKey } from '#tracking/order/tracked-order';
import { tableName } from '../../tools/local/store';
import type { GatewayCall } from '../../tools/soak/command';
import { unnamedQuote } from '../../tools/soak/orders';
import { called, startWorld, type World } from '../../tools/soak/world';
import { goodStatusOf, preparedCall, wordsOf, writes } from './prepared-call';

jest.setTimeout(120_000);

let world: World;
const counted: string[] = [];
beforeAll(async () => {
  world = await startWorld(1);
});
afterAll(async () => {
  process.stdout.write(`requests to DynamoDB per write:\n${counted.join('\n')}\n`);
  await world.close();
});

/** Steps that name a sub-order and are taken once: the function that takes them has to find out its quote, which is one read more. */
const finding = ['apex-hand-off-order', 'alliance-hand-off-order'];

/** What takes more than one thing for itself: an IMEI and a SIM have a lock each. */
const locking = ['activate-service'];

/** Writes that may cost one request more than others. */
const mostOf = (id: string): number => ([...finding, ...locking].includes(id) ? 4 : 3);

/** Changes of a port-in that was read before, as it has to be to know what to change. */
const changing = ['update-port-in', 'cancel-port-in'];

/** Has the outcome of the first call carried into the order, as the stream does it a moment later in a deployment. */
const settle = ({ solutionProvider }: GatewayCall): Promise<void> =>
  createApplyOutcome(
    createTable(world.table.client, tableName),
    Date.now,
  )({ key: orderKey(solutionProvider, unnamedQuote), requestId: '' });

it.each(writes)('%s costs at most three requests to DynamoDB, or the one more it has a reason for', async (id) => {
  const first = await preparedCall(world, id);
  const { solutionProvider, path } = first;
  if (changing.includes(id)) {
    await called(world.processes.lasting(), {
      kind: 'call',
      route: 'get-port-in',
      solutionProvider,
      ...(path && { path }),
    });
  }
  const actionsOf = async (key: string): Promise<{ status: number | undefined; actions: string[] }> => {
    const call = { ...first, headers: { 'idempotency-key': key } };
    const watch = world.table.watch(wordsOf(call));
    const answer = await called(world.processes.lasting(), call);
    watch.end();
    return { status: answer?.status, actions: watch.seen.map(({ action }) => action) };
  };
  const cold = await actionsOf('first');
  expect(cold.status).toBe(goodStatusOf(id));
  expect(cold.actions.filter((action) => action !== 'GetItem').length).toBeLessThanOrEqual(
    locking.includes(id) ? 4 : 3,
  );
  // A process reads once to which quote a sub-order belongs, and remembers it.
  expect(cold.actions.length).toBeLessThanOrEqual(4);
  const isWarm = cold.actions.length <= mostOf(id);
  if (!isWarm) await settle(first);
  const warm = isWarm ? cold : await actionsOf('second');
  counted.push(`  ${id}: ${cold.actions.join(', ')}${isWarm ? '' : `; then ${warm.actions.join(', ')}`}`);
  expect(warm.status).toBe(goodStatusOf(id));
  expect(warm.actions.length).toBeLessThanOrEqual(mostOf(id));
});
