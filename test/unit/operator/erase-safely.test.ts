import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as keys from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { kindOf } from '../../../tools/data-model/check-item';
import { textsIn } from '../../../tools/operator/erasure/texts';
import { tableName } from '../../support/dynalite-client';
import { awsError } from '../../support/operated';
import { plantedItems, type Person } from '../../support/planted-items';
import { canaries, erase, itemsIn, jo, neighbour, planted, solutionProvider } from '../../support/planted-world';

const open: readonly [string, (person: Person) => Item][] = [
  ['a port-in that is not final', (one) => ({ ...plantedItems(one)['port-in'][0], state: 'pending' })],
  ['a change under way', (one) => ({ ...plantedItems(one)['port-in'][0], pending: { cancel: { requestId: 'r' } } })],
  [
    'an order that is not completed',
    (one) => ({ ...plantedItems(one)['tracked-order'][0], facts: { order: {} }, updatedAt: new Date().toISOString() }),
  ],
  [
    'a number that somebody has',
    (one) => ({
      ...plantedItems(one)['port-in-lock'][0],
      [`number:${one.number}`]: { requestId: 'r', at: '2026-08-05T15:00:00.000Z' },
    }),
  ],
  [
    'a write of unknown outcome',
    (one) => ({
      ...plantedItems(one)['request-record'][0],
      ...{ outcome: 'unknown', expiresAt: undefined },
      ...keys.requestRecords.open.of({ solutionProvider, deadlineAt: '2026-08-05T15:00:01.000Z', requestId: 'r' }),
    }),
  ],
  ['rows that wait', (one) => ({ ...plantedItems(one)['bulk-call'][0], settledAt: undefined, state: 'waiting' })],
  [
    'changes that still count',
    (one) => ({
      ...plantedItems(one).line[0],
      timeline: [{ at: new Date().toISOString(), operation: 'update-device', requestId: 'r', by: 'crm' }],
    }),
  ],
];
it.each(open)('erases nothing because of %s', async (_, item) => {
  const { world, put } = await planted(jo);
  await put(item(jo));
  const before = await itemsIn(world);
  const { err, exitCode } = await erase(world, '--number 2125550143');
  expect([err, exitCode]).toEqual([expect.stringContaining('Nothing of number 2125550143 was erased, because of'), 1]);
  expect(await itemsIn(world)).toEqual(before);
});

it.each([1, 5, 12, 20])('is gone on with by the next run when it is killed after %d items', async (deletions) => {
  const { world } = await planted(jo, neighbour);
  const { send } = world.dynamoDb;
  let done = 0;
  world.dynamoDb.send = ((command: unknown) => {
    const isChange =
      command instanceof DeleteItemCommand ||
      (command instanceof PutItemCommand && command.input.Item?.['pk']?.S?.startsWith('AUDIT#') === false);
    if (isChange && (done += 1) > deletions) return Promise.reject(awsError('ServiceUnavailable'));
    return (send as (command: unknown) => unknown).call(world.dynamoDb, command);
  }) as never;
  expect((await erase(world, '--number 2125550143')).exitCode).toBe(4);
  world.dynamoDb.send = send;
  expect(await erase(world, '--number 2125550143')).toMatchObject({ err: '', exitCode: 0 });
  const texts = (await itemsIn(world)).flatMap(textsIn);
  for (const canary of canaries) {
    const left = texts.filter((text) => text.includes(canary) && !text.includes('endpoint'));
    expect(left).toEqual([]);
  }
  const left = (await itemsIn(world)).filter((item) => textsIn(item).some((text) => text.includes(jo.mark)));
  expect(new Set(left.map(kindOf))).toEqual(
    new Set(['bulk-call', 'bulk-write', 'request-record', 'webhook-endpoint', 'redelivery']),
  );
});

it('leaves what has begun since it looked, and says to run again', async () => {
  const { world, put } = await planted(jo);
  const { send } = world.dynamoDb;
  const lock = keys.portInLocks.key.of({ solutionProvider, name: `number:${jo.number}` });
  world.dynamoDb.send = (async (command: unknown) => {
    const isLock = command instanceof DeleteItemCommand && command.input.Key?.['sk']?.S === lock.sk;
    if (isLock)
      await put({
        ...lock,
        formerItems: [],
        [`number:${jo.number}`]: { requestId: 'new', at: '2026-11-05T15:00:00.000Z' },
      });
    return (send as (command: unknown) => Promise<unknown>).call(world.dynamoDb, command);
  }) as never;
  const { out, exitCode } = await erase(world, '--number 2125550143');
  expect([out, exitCode]).toEqual([expect.stringContaining('run it again'), 3]);
  const { Item: stored } = await world.dynamoDb.send(
    new GetItemCommand({ TableName: tableName, Key: marshall(lock as Key & Record<string, string>) }),
  );
  expect(unmarshall(stored!)).toHaveProperty(`number:${jo.number}`);
});
