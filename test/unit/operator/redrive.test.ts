import { operated, type Operated } from '../../support/operated';

const [from, to] = [
  'https://sqs.example/1/att-rebound-webhook-dead-letters',
  'https://sqs.example/1/att-rebound-webhooks',
];
const changes = 'https://sqs.example/1/att-rebound-event-dead-letters';
const by = '--actor jane --reason ticket-4711';

let world: Operated;
beforeEach(async () => {
  world = await operated();
  Object.assign(world.outputs, { WebhookQueueUrl: to, WebhookDeadLettersUrl: from, EventDeadLettersUrl: changes });
  for (let count = 0; count < 23; count += 1) world.queues.put(from, JSON.stringify({ endpointId: `e${count}` }));
});

const redrive = (line: string) => world.gateway(`redrive --tenant rebound ${line} ${by}`);

it('puts back a few, as they were, and says how many are left', async () => {
  const said = await redrive('--from webhooks');
  expect(said).toEqual({ out: 'Put back: 10. Left: 13, as far as SQS has counted.\n', err: '', exitCode: 0 });
  expect(world.queues.in(to)).toEqual(
    Array.from({ length: 10 }, (_, count) => JSON.stringify({ endpointId: `e${count}` })),
  );
  expect(world.queues.in(from)).toHaveLength(13);
});

it('puts back all, telling how far it is', async () => {
  expect((await redrive('--from webhooks --most 1000')).out).toContain('Put back: 23. Left: 0');
  expect(world.seen.progress).toEqual(['10 of 23…', '20 of 23…', '23 of 23…']);
  expect(world.queues.in(to)).toHaveLength(23);
});

it('shows in a dry run what is there and why, and leaves it there', async () => {
  world.queues.put(from, JSON.stringify({ source: 'att-partner-gateway', detail: { id: 'evt_1' } }), {
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'KMS',
  });
  world.queues.put(from, 'no json');
  const { out } = await redrive('--from webhooks --most 100 --dry-run');
  const lines = out.trimEnd().split('\n');
  expect(lines[0]).toBe('25 dead letters of webhooks');
  expect(lines).toHaveLength(26);
  expect(out).toContain('received 1×  an attempt to send something to endpoint e3');
  expect(out).toContain('an event that was not handed out: evt_1  NO_PERMISSIONS: KMS');
  expect(out).toContain('no JSON');
  expect(world.queues.in(from)).toHaveLength(25);
  expect(world.queues.in(to)).toEqual([]);
});

it('puts nothing back that the table makes needless, and drops it when told to', async () => {
  world.queues.put(changes, JSON.stringify({ DDBStreamBatchInfo: { shardId: 's' } }));
  expect(await redrive('--from changes')).toMatchObject({
    err: expect.stringContaining('The next change of the same thing tells of everything'),
    exitCode: 1,
  });
  expect(world.queues.in(changes)).toHaveLength(1);
  expect((await redrive('--from changes --drop')).out).toContain('Dropped: 1. Left: 0');
  expect(world.queues.in(changes)).toEqual([]);
});

it.each([
  ['--from elsewhere', 'webhooks, changes, events', 2],
  ['--from webhooks --most 0', 'from 1 to 10000', 2],
  ['--from events', 'a deployment of an older release does not tell', 1],
])('redrive %s does nothing', async (line, why, exitCode) => {
  expect(await redrive(line)).toMatchObject({ out: '', err: expect.stringContaining(why), exitCode });
});

it('leaves a message where it was that could not be put back', async () => {
  const { answer } = world.queues;
  world.queues.answer = (command) => {
    if (command.constructor.name === 'SendMessageCommand')
      throw Object.assign(new Error('no key'), { name: 'KmsAccessDenied', $metadata: {} });
    return answer(command);
  };
  expect(await redrive('--from webhooks')).toMatchObject({
    err: expect.stringContaining('KmsAccessDenied'),
    exitCode: 4,
  });
  expect(world.queues.in(from)).toHaveLength(23);
});
