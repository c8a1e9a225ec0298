import * as z from 'zod';
import type { Operation } from '#domain/define-operation';
import { rejudge, sweep } from '#requests/sweep';
import { noEffects } from '#requests/write-effects';
import { answerCipherOf } from '../../support/data-keys';
import { fakeSecretsManager } from '../../support/fakes';
import { bad, corrected, fine, left, makeThing, ruledBy, stated, wrong } from './left-open';
import { minutes, reconcilerWorld, shows, visibleWrite } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

const always = () => true;
/** Both ways to a decision: the reconciler’s own run for what is unknown, and the one over what a person has to look at. */
const ways = { unknown: sweep, 'needs-attention': rejudge } as const;

describe.each(['unknown', 'needs-attention'] as const)(
  'of what is %s, a kept answer that a corrected rule',
  (outcome) => {
    const run = (operation: Operation | undefined) => {
      world.clock.advance(minutes(1));
      return ways[outcome](() => ruledBy(world, operation), ['SP-A'], always);
    };

    it('calls done has succeeded, as if it had been judged so at the time, and AT&T is asked nothing', async () => {
      const record = await left(world, { answer: fine, outcome });
      const update = { facts: [], ids: { orderId: 'o-1', subOrderIds: [] } };
      const deps = ruledBy(world, corrected);
      const told: unknown[] = [];
      const effects = { ...noEffects, effectsOf: (...args: unknown[]) => (told.push(args[1]), { update, items: [] }) };
      world.clock.advance(minutes(1));
      expect(await ways[outcome](() => ({ ...deps, effects }), ['SP-A'], always)).toEqual({ succeeded: 1 });
      expect(told.at(-1)).toEqual({ id: '7700000100000000207', state: 'BEGUN' });
      const decided = await world.found(record);
      expect(decided).toMatchObject({
        outcome: 'succeeded',
        attReference: '7700000100000000207',
        learned: update,
        response: { status: 200, contentType: 'application/json', body: JSON.stringify(fine) },
        upstreamAnswer: record.upstreamAnswer,
      });
      expect(decided.evidence.at(-1)).toBe('AT&T’s answer was judged anew: succeeded.');
      expect(decided.timeline?.at(-1)).toMatchObject({ outcome: 'succeeded' });
      expect(decided).not.toHaveProperty('openPk');
      expect(decided.expiresAt).toBeGreaterThan(0);
      expect(world.asked).toEqual([]);
    });

    it('calls refused was refused, with AT&T’s reason', async () => {
      const record = await left(world, { answer: bad, outcome });
      expect(await run(corrected)).toEqual({ rejected: 1 });
      const { response, ...decided } = await world.found(record);
      expect(decided).toMatchObject({ outcome: 'rejected' });
      expect(decided.timeline?.at(-1)).toMatchObject({ outcome: 'rejected' });
      expect(response).toMatchObject({ status: 422, contentType: 'application/problem+json' });
      expect(JSON.parse(response!.body)).toMatchObject({
        code: 'upstream-rejected',
        upstream: { message: 'No such plan' },
      });
    });

    it('still does not understand stays open', async () => {
      const record = await left(world, { answer: { verdict: 'WHO KNOWS' }, outcome });
      expect(await run(corrected)).toEqual({ 'needs-attention': 1 });
      expect(await world.found(record)).toMatchObject({ outcome: 'needs-attention' });
    });

    it('finds to contradict itself stays open', async () => {
      await left(world, { answer: fine, outcome });
      const torn = stated({ done: [{ '/verdict': ['FINE'] }], refused: [{ '/thing/word': ['BEGUN'] }] });
      expect(await run(torn)).toEqual({ 'needs-attention': 1 });
    });

    it('would call done, was not there to its end, decides nothing', async () => {
      const record = await left(world, { answer: fine, outcome, isCut: true });
      expect(await run(corrected)).toEqual(outcome === 'unknown' ? { 'needs-attention': 1 } : {});
      expect(await world.found(record)).toMatchObject({ outcome: 'needs-attention' });
    });

    it('belongs to an operation that is gone, decides nothing', async () => {
      const record = await left(world, { answer: fine, outcome });
      expect(await run(undefined)).toEqual({ 'needs-attention': 1 });
      expect(await world.found(record)).toMatchObject({ outcome: 'needs-attention' });
    });

    it('belongs to an operation whose statement is gone, decides nothing', async () => {
      await left(world, { answer: fine, outcome });
      expect(await run(makeThing)).toEqual({ 'needs-attention': 1 });
    });

    it.each([
      ['its id', { verdict: 'FINE', thing: { no: '1', pin: '4711' } }, { '/id': '/thing/pin' }],
      ['a sign of refusal', { verdict: 'FINE', secretSign: 'BAD', thing: { no: '1' } }, { '/id': '/thing/no' }],
    ])('needs what is masked in it (%s) of, decides nothing', async (_, answer, members) => {
      await left(world, { answer, outcome });
      const rule = stated({ members, done: [{ '/verdict': ['FINE'] }], refused: [{ '/secretSign': ['BAD'] }] });
      expect(await run(rule)).toEqual({ 'needs-attention': 1 });
    });
  },
);

it('a refusal of the credentials was not carried out: its key may be used again', async () => {
  const contradicting = stated({ done: [{ '/verdict': true }] });
  const record = await left(world, { operation: contradicting, answer: fine, status: 401 });
  world.clock.advance(minutes(1));
  expect(await sweep(() => ruledBy(world, wrong), ['SP-A'], always)).toEqual({ 'not-applied': 1 });
  expect(await world.found(record)).toMatchObject({ outcome: 'not-applied' });
});

describe('a change that AT&T called done, and a read can show', () => {
  const confirmed: Operation = {
    ...visibleWrite,
    success: { done: z.looseObject({ verdict: z.literal('FINE') }) },
    readBack: { ...visibleWrite.readBack, confirms: true },
  };

  it.each([
    ['applied', 'succeeded'],
    ['not-applied', 'not-applied'],
    ['undecidable', 'succeeded'],
  ])('that it shows as %s, has %s', async (shown, outcome) => {
    const record = await left(world, { operation: visibleWrite, answer: fine });
    world.told.read = shows(shown);
    world.clock.advance(minutes(20));
    expect(await sweep(() => ruledBy(world, confirmed), ['SP-A'], always)).toEqual({ [outcome]: 1 });
    expect(world.asked).toEqual(['read-thing x']);
    const { response } = await world.found(record);
    expect(response?.status).toBe(outcome === 'succeeded' ? 200 : undefined);
  });
});

it('a change that AT&T refused is not looked for, whether a read can show it or not', async () => {
  await left(world, { operation: visibleWrite, answer: bad });
  const refusing: Operation = {
    ...visibleWrite,
    success: { ...visibleWrite.success, refused: z.looseObject({ verdict: z.literal('BAD') }) },
    readBack: { ...visibleWrite.readBack, confirms: true },
  };
  world.clock.advance(minutes(1));
  expect(await sweep(() => ruledBy(world, refusing), ['SP-A'], always)).toEqual({ rejected: 1 });
  expect(world.asked).toEqual([]);
});

it.each([
  ['as it was made', 201, { verdict: 'FINE' }, 201, '{"verdict":"FINE"}'],
  [
    'as done where it says in a sentence that there was nothing to do',
    404,
    'No thing found.',
    200,
    '"No thing found."',
  ],
])('what AT&T answered is kept %s', async (_, status, answer, kept, body) => {
  const record = await left(world, { operation: makeThing, answer, status });
  const ruled: Operation = {
    ...makeThing,
    success: { done: z.looseObject({ verdict: z.literal('FINE') }), noneFound: /^no thing found/i },
  };
  world.clock.advance(minutes(1));
  expect(await sweep(() => ruledBy(world, ruled), ['SP-A'], always)).toEqual({ succeeded: 1 });
  expect((await world.found(record)).response).toEqual({ status: kept, contentType: 'application/json', body });
});

it('one that cannot be opened decides nothing, and what became of the write is read from AT&T', async () => {
  const record = await left(world, { operation: visibleWrite, answer: fine });
  const answerCipher = answerCipherOf(fakeSecretsManager({}));
  world.clock.advance(minutes(1));
  expect(await sweep(() => ({ ...ruledBy(world, visibleWrite), answerCipher }), ['SP-A'], always)).toEqual({
    succeeded: 1,
  });
  expect(await world.found(record)).toMatchObject({ readBack: { operation: 'read-thing' } });
  const { requestId, operation } = record;
  expect(world.log.lines[0]).toMatchObject({
    message: 'upstream-answer-not-opened',
    facts: { requestId, operation, errorName: expect.any(String) as string },
  });
});
