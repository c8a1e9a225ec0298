import { taskOf } from '#webhooks/task';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';
import { verified } from '../../support/verified-endpoint';
import { someEvent } from '../../support/webhook-rig';

jest.setTimeout(30_000);

const by = '--actor jane --reason ticket-4711';

let world: OperatedWorld;
let [first, second]: string[] = [];
const publishedAt = Date.UTC(2026, 10, 5, 9);
const event = (sequence: number) =>
  someEvent(sequence, {
    resource: { kind: 'order', id: 'q', solutionProvider },
    occurredAt: '2026-11-05T09:00:00.000Z',
  });

const endpoint = async (): Promise<string> => {
  const made = await world.endpoints.create({
    ...{ solutionProvider, url: 'https://hooks.example.com/', failoverUrl: undefined },
    ...{ types: ['*'], description: undefined },
  });
  return (await verified(world.endpoints, made)).id;
};

beforeEach(async () => {
  world = await operatedWorld();
  first = await endpoint();
  second = await endpoint();
  await world.endpoints.create({
    ...{ solutionProvider, url: 'https://unverified.example.com/', failoverUrl: undefined },
    ...{ types: ['*'], description: undefined },
  });
  for (const sequence of [1, 2, 3]) await world.events.keep(event(sequence), publishedAt + sequence * 1000);
});

const redeliver = (line: string) => world.gateway(`redeliver --provider ${solutionProvider} ${line} ${by}`);
const tasks = async () => (await world.items()).filter(({ sk }) => sk === 'TASK').map(taskOf);

it('has those of a time sent again to every endpoint that takes any', async () => {
  const said = await redeliver('--since 2026-11-05T09:00:00Z --until 2026-11-05T10:00:00Z');
  expect(said).toMatchObject({ out: expect.stringContaining('Sent again from 2026-11-05T09:00:00Z'), exitCode: 0 });
  const left = await tasks();
  expect(left.map((task) => 'endpointId' in task && task.endpointId).toSorted()).toEqual([first, second].toSorted());
  expect(left).toEqual([
    expect.objectContaining({ since: '2026-11-05T09:00:00.000Z', until: '2026-11-05T10:00:00.000Z' }),
    expect.objectContaining({ since: '2026-11-05T09:00:00.000Z' }),
  ]);
});

it('says in a dry run how many there are, and sends none', async () => {
  const { out } = await redeliver(`--since 2026-11-05T09:00:00Z --endpoint ${first} --dry-run`);
  expect(out).toBe(`About 3 events would be sent again, as far as its filter lets each, to: ${first}.\n`);
  expect(await tasks()).toEqual([]);
});

it('has one sent again', async () => {
  const { id } = event(2);
  expect((await redeliver(`--event ${id} --dry-run`)).out).toBe(
    `${id} would be sent again to every endpoint it is for.\n`,
  );
  expect(await tasks()).toEqual([]);
  expect((await redeliver(`--event ${id} --endpoint ${first}`)).out).toBe(`${id} is sent again to ${first}.\n`);
  expect(await tasks()).toMatchObject([{ endpointId: first, event: { id } }]);
});

it('begins no second redelivery while one runs', async () => {
  await redeliver(`--since 2026-11-05T09:00:00Z --endpoint ${first}`);
  expect(await redeliver(`--since 2026-11-05T09:00:00Z --endpoint ${first}`)).toMatchObject({ out: '', exitCode: 1 });
  expect(await tasks()).toHaveLength(1);
});

it.each([
  ['', 'Say which', 1],
  ['--since yesterday', 'must be a date and time', 2],
  ['--event evt_x --since 2026-11-05T09:00:00Z', 'cannot be used with', 2],
  ['--event evt_none', 'must be an event id', 1],
])('redeliver %s does nothing', async (line, why, exitCode) => {
  expect(await redeliver(line)).toMatchObject({ out: '', err: expect.stringContaining(why), exitCode });
  expect(await tasks()).toEqual([]);
});
