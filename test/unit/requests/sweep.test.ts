import { requestRecordId } from '#requests/request-record';
import { sweep } from '#requests/sweep';
import type { Table } from '#platform/table/table';
import { minutes, reconcilerWorld, shows } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

const always = () => true;

it('goes through everything unsettled and says how it ended', async () => {
  for (let number = 0; number < 30; number += 1) await world.claimed({ name: `thing-${number}` });
  await world.claimed({ operation: 'write-thing' });
  world.clock.advance(minutes(1));
  expect(await sweep(() => world.deps, ['SP-A', 'SP-B'], always)).toEqual({ succeeded: 30, 'needs-attention': 1 });
  expect(await sweep(() => world.deps, ['SP-A', 'SP-B'], always)).toEqual({});
});

it('leaves what may still be worked on for a later run', async () => {
  await world.claimed();
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({});
  world.clock.advance(26_000);
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({ later: 1 });
});

it('looks at once into what is known to be unknown when AT&T’s clock is ahead, and leaves alone what may be worked on', async () => {
  const unknown = await world.claimed({ name: 'unknown' });
  await world.requests.transition(unknown, { outcome: 'unknown', evidence: 'No answer.' });
  await world.claimed({ name: 'in-flight' });
  const ahead = { ...world.deps, now: () => world.clock.now() + minutes(20) };
  expect(await sweep(() => ahead, ['SP-A'], always)).toEqual({ succeeded: 1, later: 1 });
});

it('comes past a page of records it cannot tell anything of yet', async () => {
  world.told.read = shows('not-applied');
  for (let number = 0; number < 30; number += 1) await world.claimed({ name: `thing-${number}` });
  world.clock.advance(minutes(1));
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({ later: 30 });
});

it('looks at 200 records of a Solution Provider, and leaves the rest for the next run', async () => {
  world.told.read = shows('not-applied');
  await Promise.all(Array.from({ length: 226 }, (_, number) => world.claimed({ name: `thing-${number}` })));
  world.clock.advance(minutes(1));
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({ later: 200 });
});

it('goes on to the others when one cannot be looked into, and says so', async () => {
  for (const name of ['a1', 'b2', 'c3']) await world.claimed({ name });
  world.clock.advance(minutes(1));
  const broken = { ...world.deps, operationOf: (id: string) => world.deps.operationOf(id) };
  let calls = 0;
  const effects = {
    ...world.deps.effects,
    isReserved: () => ((calls += 1) === 2 ? Promise.reject(new TypeError('odd')) : Promise.resolve(undefined)),
  };
  expect(await sweep(() => ({ ...broken, effects }), ['SP-A'], always)).toEqual({ succeeded: 2, failed: 1 });
  expect(world.log.lines.filter(({ message }) => message === 'request-not-reconciled')).toMatchObject([
    { level: 'error', facts: { operation: 'visible-write', solutionProvider: 'SP-A', errorName: 'TypeError' } },
  ]);
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({ succeeded: 1 });
});

it('stops in time, and the next run goes on', async () => {
  for (const name of ['a1', 'b2', 'c3', 'd4']) await world.claimed({ name });
  world.clock.advance(minutes(1));
  let left = 4;
  expect(
    await sweep(
      () => world.deps,
      ['SP-A'],
      () => (left -= 1) >= 0,
    ),
  ).toEqual({ succeeded: 3 });
  expect(await sweep(() => world.deps, ['SP-A'], always)).toEqual({ succeeded: 1 });
});

it.each([0, 1])(
  'looks into every Solution Provider’s, though one has more than a run has time for, whoever comes first (%i)',
  async (first) => {
    await Promise.all(Array.from({ length: 60 }, (_, number) => world.claimed({ name: `thing-${number}` })));
    const other = { solutionProvider: 'SP-B', requestId: requestRecordId('SP-B', 'visible-write', 'other') };
    const waiting = await world.claimed({ ...other, name: 'other' });
    world.clock.advance(minutes(1));
    world.clock.advance((first + 2 - (world.clock.now() % 2)) % 2);
    let left = 40;
    await sweep(
      () => world.deps,
      ['SP-A', 'SP-B'],
      () => (left -= 1) >= 0,
    );
    expect(await world.requests.find(waiting.requestId)).toMatchObject({ outcome: 'succeeded' });
  },
);

it('raises the alarm when only the answer to its own write was lost', async () => {
  const lossy = await reconcilerWorld(losingFirstAnswers);
  await lossy.claimed({ operation: 'write-thing' });
  lossy.clock.advance(minutes(1));
  expect(await sweep(() => lossy.deps, ['SP-A'], always)).toEqual({ 'needs-attention': 1 });
  expect([lossy.emitted('UnknownOutcomes'), lossy.emitted('NeedsAttention')]).toEqual([1, 1]);
  lossy.close();
});

/** Every change is made twice, as the SDK does when the first answer is lost; only the second answer is seen. */
const losingFirstAnswers = (table: Table): Table => ({
  ...table,
  update: async (change) => {
    await table.update(change);
    return table.update(change);
  },
});
