import fc from 'fast-check';
import { judge } from '#att/judge';
import { judgeKeptAnswer } from '#requests/judge-kept-answer';
import { keepAnswer } from '#requests/kept-answer';
import { contextOf } from '#requests/read-back';
import { reconcile } from '#requests/reconcile';
import { rejudge, sweep } from '#requests/sweep';
import type { Table } from '#platform/table/table';
import { noEffects } from '#requests/write-effects';
import { wireAnswer } from '../../support/fakes';
import { corrected, fine, left, ruledBy, stated } from './left-open';
import { reconcilerWorld } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

const always = () => true;
describe('what is decided is never turned around', () => {
  it('by a run that read the record before', async () => {
    const record = await left(world, { answer: fine, outcome: 'needs-attention' });
    await world.requests.transition(record, { outcome: 'not-applied', evidence: 'A person states so.' });
    expect(await reconcile(ruledBy(world, corrected), record)).toBe('decided-meanwhile');
    expect(await world.found(record)).toMatchObject({ outcome: 'not-applied' });
    expect(await rejudge(() => ruledBy(world, corrected), ['SP-A'], always)).toEqual({});
  });

  it('nor is a later claim of the same key touched', async () => {
    const record = await left(world, { answer: fine });
    await world.requests.transition(record, { outcome: 'not-applied', evidence: 'for the test' });
    const second = await world.claimed({ operation: 'make-thing' });
    expect(second).not.toHaveProperty('upstreamAnswer');
    expect(await reconcile(ruledBy(world, corrected), record)).toBe('decided-meanwhile');
    expect(await world.found(second)).toEqual(second);
  });

  it('and runs that overlap decide once', async () => {
    const record = await left(world, { answer: fine, outcome: 'needs-attention' });
    const results = await Promise.all(
      Array.from({ length: 6 }, () => rejudge(() => ruledBy(world, corrected), ['SP-A'], always)),
    );
    expect(results.filter((report) => report.succeeded === 1)).toHaveLength(1);
    expect((await world.found(record)).timeline?.map(({ outcome }) => outcome)).toEqual([
      'unknown',
      'needs-attention',
      'succeeded',
    ]);
  });
});

it.each(['before', 'after'] as const)(
  'a run that dies %s the table has taken its decision leaves it for the next',
  async (when) => {
    world.close();
    let dies = false;
    world = await reconcilerWorld((table: Table) => ({
      ...table,
      update: async (change) => {
        if (!dies) return table.update(change);
        if (when === 'after') await table.update(change);
        throw new Error('killed');
      },
    }));
    const record = await left(world, { answer: fine, outcome: 'needs-attention' });
    dies = true;
    expect(await rejudge(() => ruledBy(world, corrected), ['SP-A'], always)).toEqual({ failed: 1 });
    dies = false;
    expect(await rejudge(() => ruledBy(world, corrected), ['SP-A'], always)).toEqual(
      when === 'before' ? { succeeded: 1 } : {},
    );
    expect(await world.found(record)).toMatchObject({ outcome: 'succeeded' });
  },
);

it('comes past any number of records that no rule decides', async () => {
  const undecided = { answer: { verdict: 'WHO KNOWS' }, outcome: 'needs-attention' } as const;
  await Promise.all(Array.from({ length: 210 }, (_, number) => left(world, { ...undecided, name: `thing-${number}` })));
  world.clock.advance(1);
  await left(world, { answer: fine, outcome: 'needs-attention', name: 'the-last' });
  expect(await rejudge(() => ruledBy(world, corrected), ['SP-A'], always)).toEqual({
    'needs-attention': 210,
    succeeded: 1,
  });
  expect(await sweep(() => ruledBy(world, corrected), ['SP-A'], always)).toEqual({});
});

it('the rule that left an answer open never decides it by what is kept of it', async () => {
  const rule = stated({
    done: [{ '/verdict': ['FINE'] }, { '/thing/pin': true }],
    refused: [{ '/pin': ['BAD'] }, { '/thing/word': ['NO 4711 AT ALL'] }],
  });
  const word = fc.constantFrom('FINE', 'BAD', 'NO 4711 AT ALL', '4711', 7, null);
  const thing = fc.record({ no: word, pin: word, word }, { requiredKeys: [] });
  const answers = fc.record({ verdict: word, pin: word, thing, errorCode: word }, { requiredKeys: [] });
  const record = await world.claimed({ operation: 'make-thing' });
  const context = contextOf(rule, record);
  const { answerCipher } = world.deps;
  await fc.assert(
    fc.asyncProperty(answers, fc.constantFrom(200, 202, 400, 500), async (body, status) => {
      const answer = wireAnswer(status, body);
      const verdict = judge(rule.success, answer);
      fc.pre(verdict.outcome === 'unusable' || verdict.outcome === 'unavailable');
      const kept = await keepAnswer(answerCipher, context, { answer, verdict }, record.requestId);
      const upstreamAnswer = kept && { ...kept, receivedAt: record.startedAt };
      expect(
        await judgeKeptAnswer({ answerCipher, effects: noEffects }, context, { ...record, upstreamAnswer }),
      ).toBeUndefined();
    }),
  );
});
