import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dayMs } from '#platform/table/key-pattern';
import { textsIn } from '../../../tools/operator/erasure/texts';
import { tableName } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { operated } from '../../support/operated';
import { mobilityRig, scriptedAtt } from '../tracking/long-running/mobility-rig';

const number = '2125550143';

it('has a call that is repeated after the erasure asked of AT&T no second time, and refuses another under its key', async () => {
  const att = scriptedAtt({
    'reset-voicemail': () => wireAnswer(200, { subscriberNumber: number, status: 'Success' }),
  });
  const rig = await mobilityRig(att, Date.now() - 10 * dayMs);
  const call = (more: object = {}) =>
    rig.call('reset-voicemail', {
      path: { subscriberNumber: number },
      body: { pin: '7391', ...more },
      key: 'once',
    });
  const first = await call();
  expect(first.status).toBeLessThan(300);
  const world = await operated();
  world.dynamoDb = rig.client;
  expect(await world.gateway(`erase --number ${number} --tenant rebound`)).toMatchObject({ err: '', exitCode: 0 });
  const { Items = [] } = await rig.client.send(new ScanCommand({ TableName: tableName }));
  expect(
    Items.map((item) => unmarshall(item))
      .flatMap(textsIn)
      .filter((text) => text.includes(number)),
  ).toEqual([]);
  const again = await call();
  expect([again.status, again.body['outcome']]).toEqual([200, 'succeeded']);
  expect((await call({ pin: '1111' })).body).toMatchObject({ code: 'idempotency-key-reused' });
  expect(att.asked).toHaveLength(1);
});

it('takes messages out of the dead letters that name the number, and leaves the others', async () => {
  const world = await operated();
  const [webhooks, bus] = ['https://sqs.example/1/webhook-dead-letters', 'https://sqs.example/1/bus-dead-letters'];
  Object.assign(world.outputs, { WebhookDeadLettersUrl: webhooks, BusDeadLettersUrl: bus });
  const about = (id: string) => JSON.stringify({ detail: { resource: { kind: 'subscriber', id } } });
  const others = about('2125550199');
  for (const queue of [webhooks, bus]) for (const message of [about(number), others]) world.queues.put(queue, message);
  const dry = await world.gateway(`erase --number ${number} --tenant rebound --dry-run --json`);
  expect(JSON.parse(dry.out)).toMatchObject({ deadLetters: 2 });
  expect(world.queues.in(webhooks)).toHaveLength(2);
  world.queues.comeBack();
  const { out, err, exitCode } = await world.gateway(`erase --number ${number} --tenant rebound`);
  expect([err, exitCode]).toEqual(['', 0]);
  expect(out).toContain('dead letters  2 deleted');
  expect([world.queues.in(webhooks), world.queues.in(bus)]).toEqual([[others], [others]]);
});
