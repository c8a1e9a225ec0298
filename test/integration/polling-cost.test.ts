import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { poll } from '#polling/poll';
import type { ExecutionInput } from '#polling/state-machine-io';
import { sweepPollers } from '#polling/sweep';
import { newPollJobItem, openSortKey } from '#polling/poll-job';
import { learned, pollingWorld, solutionProvider, subjectOf } from '../unit/polling/world';
import { dynaliteClient } from '../support/dynalite-client';
import { inTurn } from '../support/in-turn';
import { watchedClient } from '../support/watched-client';

jest.setTimeout(180_000);

/** Other things that are polled, beside the one that is looked at. */
const crowded = async (others: number) => {
  const client = watchedClient(await dynaliteClient());
  const world = pollingWorld({ client, replyTo: () => ({ id: 'P1', state: 'pending' }) });
  const items = Array.from({ length: others }, (_, index) => {
    const target = { solutionProvider, kind: 'port-in', id: `OTHER-${index}` };
    // Their pollers wait: the next poll of each is due some time tomorrow.
    const openSk = openSortKey(new Date(world.clock.now() + 86_400_000 + index).toISOString(), target);
    return { ...newPollJobItem(target, world.clock.now(), []), openSk };
  });
  const batches = Array.from({ length: Math.ceil(others / 25) }, (_, index) =>
    items.slice(index * 25, index * 25 + 25),
  );
  await inTurn(batches, 8, (batch) => world.table.putAll(batch));
  client.rest();
  return { ...world, client };
};

/** Requests to DynamoDB that a port-in costs: begun, started by the sweep, polled three times, ended. */
const costOf = async (others: number) => {
  const world = await crowded(others);
  const counted = async (work: () => Promise<unknown>): Promise<string[]> => {
    world.client.rest();
    await work();
    return [...world.client.sent];
  };
  const started: ExecutionInput[] = [];
  const start = (_name: string, input: ExecutionInput) => Promise.resolve(void started.push(input));
  const sweep = () => sweepPollers({ ...world, start }, [solutionProvider], () => true);
  const begin = await counted(() => learned(world, subjectOf(requestPortIn, {}), { id: 'P1', state: 'acknowledged' }));
  world.clock.advance(61_000);
  const begunBySweep = await counted(sweep);
  let next: ExecutionInput = started[0]!;
  const polls = [];
  for (let times = 0; times < 3; times += 1) {
    world.clock.advance(next.waitSeconds * 1000);
    polls.push(await counted(async () => (next = await poll(world.deps, next))));
  }
  const idleSweep = await counted(sweep);
  return { begin, begunBySweep, polls, idleSweep };
};

describe('what polling costs', () => {
  it('is the same for one of ten, a thousand and ten thousand items, and nothing ever scans', async () => {
    const [few, some, many] = [await costOf(10), await costOf(1_000), await costOf(10_000)];
    expect(some).toEqual(few);
    expect(many).toEqual(few);
    expect(many).toEqual({
      begin: ['BatchWriteItem'],
      begunBySweep: ['Query', 'UpdateItem'],
      // The poll job, who is kept from AT&T (remembered for a moment), the minute’s budget, the tracked item, written where there is news, the poll job again.
      polls: [
        ['GetItem', 'GetItem', 'UpdateItem', 'GetItem', 'PutItem', 'UpdateItem'],
        ...Array<string[]>(2).fill(['GetItem', 'UpdateItem', 'GetItem', 'UpdateItem']),
      ],
      idleSweep: ['Query'],
    });
    expect(JSON.stringify([few, some, many])).not.toContain('Scan');
  });
});
