import { Problem } from '#domain/problems/problems';
import type { CallContext } from '#requests/call-context';
import { reconcile } from '#requests/reconcile';
import { minutes, noAnswer, reconcilerWorld, shows } from './reconciler-world';

let world: Awaited<ReturnType<typeof reconcilerWorld>>;
beforeEach(async () => {
  world = await reconcilerWorld();
});
afterEach(() => world.close());

const refused = { outcome: 'rejected', error: { format: '1 code and message', facts: { status: 404 } } } as const;
const died = 'The gateway’s process ended before AT&T’s answer was recorded.';

describe('a write in flight', () => {
  it('is left alone until its process has certainly stopped', async () => {
    const record = await world.claimed();
    world.clock.advance(25_000 + 10_000);
    expect(await world.reconciled(record)).toBe('later');
    expect(await world.found(record)).toEqual(record);
  });

  it('is unknown from then on, with the reason and a metric', async () => {
    const record = await world.claimed();
    world.clock.advance(25_000 + 10_001);
    world.told.read = noAnswer;
    expect(await world.reconciled(record)).toBe('later');
    expect(await world.found(record)).toMatchObject({ outcome: 'unknown', evidence: [died] });
    expect(world.emitted('UnknownOutcomes')).toBe(1);
  });

  it('goes by the real time where business time runs ahead', async () => {
    const record = await world.claimed();
    const later = () => world.clock.now() + minutes(600);
    expect(await reconcile({ ...world.deps, now: later, wireNow: world.clock.now }, record)).toBe('later');
    expect(await world.found(record)).toMatchObject({ outcome: 'in-flight' });
  });
});

describe('a write that was not begun', () => {
  beforeEach(() => (world.told.begun = false));

  it('was certainly not made: its key may be used again, and AT&T is not even asked', async () => {
    const record = await world.claimed();
    world.clock.advance(minutes(6));
    expect(await world.reconciled(record)).toBe('not-applied');
    expect(await world.found(record)).toMatchObject({
      outcome: 'not-applied',
      evidence: [died, expect.stringContaining('before it sent anything')],
    });
    expect(world.asked).toEqual([]);
    expect(await world.claimed()).toMatchObject({ outcome: 'in-flight' });
  });

  it('waits until its process has stopped by a clock that is minutes wrong', async () => {
    const record = await world.claimed();
    world.clock.advance(25_000 + minutes(5) - 1);
    expect(await world.reconciled(record)).toBe('later');
    expect(await world.found(record)).toMatchObject({ outcome: 'unknown' });
    world.clock.advance(1);
    expect(await world.reconciled(record)).toBe('not-applied');
  });
});

describe.each([[true], [undefined]])('a write of which it is known to have been begun: %s', (begun) => {
  beforeEach(() => (world.told.begun = begun));

  it('that AT&T shows has succeeded, and AT&T’s answer is kept', async () => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    expect(await world.reconciled(record)).toBe('succeeded');
    const settled = await world.found(record);
    expect(settled).toMatchObject({
      outcome: 'succeeded',
      evidence: [died, 'read-thing was asked: applied.'],
      readBack: { operation: 'read-thing', body: JSON.stringify({ thingId: 'x', verdict: 'applied' }) },
    });
    expect(settled.openPk).toBeUndefined();
    expect(world.asked).toEqual(['read-thing x']);
    expect(world.log.lines).toMatchObject([{ message: 'request-reconciled', facts: { outcome: 'succeeded' } }]);
    expect(world.metrics.emitted.map(({ about }) => about)).toEqual([
      { operation: 'visible-write', solutionProvider: 'SP-A' },
    ]);
  });

  it('is asked for under its own id, and the read has its time', async () => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    await world.reconciled(record);
    const { requestId } = record;
    expect(world.calls).toEqual([
      {
        callId: requestId,
        trace: { traceId: requestId, transactionId: expect.any(String) as unknown },
        deadline: world.clock.now() + 20_000,
      },
    ]);
  });

  it('that AT&T does not show counts as not made only when AT&T has had time to make it', async () => {
    const record = await world.claimed();
    world.told.read = shows('not-applied');
    world.clock.advance(25_000 + minutes(15) - 1);
    expect(await world.reconciled(record)).toBe('later');
    expect(await world.found(record)).toMatchObject({ outcome: 'unknown' });
    world.clock.advance(1);
    expect(await world.reconciled(record)).toBe('not-applied');
    expect(await world.found(record)).toMatchObject({
      outcome: 'not-applied',
      evidence: [died, 'read-thing was asked: not-applied.'],
    });
  });

  it('that shows up meanwhile has succeeded', async () => {
    const record = await world.claimed();
    world.told.read = shows('not-applied');
    world.clock.advance(minutes(10));
    expect(await world.reconciled(record)).toBe('later');
    world.told.read = shows('applied');
    world.clock.advance(minutes(10));
    expect(await world.reconciled(record)).toBe('succeeded');
  });

  it.each([
    ['no answer', noAnswer, 'got no usable answer'],
    ['an answer that is no success', { ...shows('applied'), verdict: refused }, 'got no usable answer'],
    ['an open circuit', new Problem('upstream-unavailable', { retryAfterSeconds: 9 }), 'upstream-unavailable'],
  ])('is asked for again for two hours after %s, then a person has to look', async (_, read, why) => {
    const record = await world.claimed();
    world.told.read = read;
    world.clock.advance(25_000 + minutes(120) - 1);
    expect(await world.reconciled(record)).toBe('later');
    world.clock.advance(1);
    expect(await world.reconciled(record)).toBe('needs-attention');
    expect((await world.found(record)).evidence.at(-1)).toBe(`read-thing was asked and ${why}.`);
    expect(world.emitted('NeedsAttention')).toBe(1);
  });

  it('that the answer does not decide is handed to a person', async () => {
    const record = await world.claimed();
    world.told.read = shows('undecidable');
    world.clock.advance(minutes(1));
    expect(await world.reconciled(record)).toBe('needs-attention');
    const { openSk, evidence } = await world.found(record);
    expect([openSk, evidence.at(-1)]).toEqual([expect.stringMatching(/^~/), 'read-thing was asked: undecidable.']);
  });
});

describe('a write nobody can look up is handed to a person at once', () => {
  it.each([
    ['nothing shows it, for the reason its definition has', { operation: 'write-thing' }, 'No read shows a thing'],
    ['the request does not say what to look for', { name: 'nameless' }, 'does not say what to look for'],
    ['what to look for is kept without a secret', { name: 'my [secret]' }, 'as it is kept, does not say what'],
    ['there is no such operation any more', { operation: 'gone' }, 'has no such operation any more'],
  ])('because %s', async (_, parts, evidence) => {
    const record = await world.claimed(parts);
    world.clock.advance(minutes(1));
    expect(await world.reconciled(record)).toBe('needs-attention');
    expect((await world.found(record)).evidence.at(-1)).toContain(evidence);
    expect(world.asked).toEqual([]);
  });

  it('because it had no body to say what to look for, and is known by its address', async () => {
    const record = await world.claimed({ operation: 'write-thing', request: { path: { thingId: 'x' }, query: {} } });
    world.clock.advance(minutes(1));
    const seen: unknown[] = [];
    const trackedKey = ({ request }: CallContext) => (seen.push(request), Promise.resolve(undefined));
    const deps = { ...world.deps, effects: { ...world.deps.effects, trackedKey } };
    expect(await reconcile(deps, record)).toBe('needs-attention');
    expect(seen).toEqual([{ path: { thingId: 'x' }, query: {} }]);
    const facts = { operation: 'write-thing', solutionProvider: 'SP-A', outcome: 'needs-attention' };
    expect(world.log.lines).toMatchObject([{ message: 'request-reconciled', facts }]);
  });

  it('because the read is not bound here', async () => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    expect(await reconcile({ ...world.deps, bindingOf: () => undefined }, record)).toBe('needs-attention');
    expect((await world.found(record)).evidence.at(-1)).toContain('which is not bound in this environment');
  });
});

describe('runs that overlap', () => {
  it('end in one outcome and one alarm', async () => {
    const record = await world.claimed({ operation: 'write-thing' });
    world.clock.advance(minutes(1));
    const results = await Promise.all(Array.from({ length: 8 }, () => reconcile(world.deps, record)));
    expect(results.every((result) => ['needs-attention', 'decided-meanwhile'].includes(result))).toBe(true);
    expect(results.filter((result) => result === 'needs-attention')).toHaveLength(1);
    expect(world.emitted('NeedsAttention')).toBe(1);
    expect((await world.found(record)).evidence).toHaveLength(2);
  });

  it('do not overrule an answer that came late', async () => {
    const record = await world.claimed();
    world.clock.advance(minutes(1));
    world.told.read = shows('undecidable');
    await world.requests.complete(record, {
      outcome: 'succeeded',
      response: { status: 201, contentType: 'application/json', body: '{}' },
    });
    expect(await reconcile(world.deps, record)).toBe('decided-meanwhile');
    expect(await reconcile(world.deps, { ...record, outcome: 'unknown' })).toBe('decided-meanwhile');
    expect(await world.found(record)).toMatchObject({ outcome: 'succeeded', response: { status: 201 } });
  });

  it('do not touch a claim made anew of the same key', async () => {
    const first = await world.claimed();
    await world.requests.transition(first, { outcome: 'not-applied', evidence: 'for the test' });
    const second = await world.claimed();
    world.clock.advance(minutes(30));
    expect(await reconcile(world.deps, { ...first, outcome: 'unknown' })).toBe('decided-meanwhile');
    expect(await world.found(second)).toEqual(second);
  });

  it('leave a record as it is that was released meanwhile', async () => {
    const record = await world.claimed();
    await world.requests.release(record);
    world.clock.advance(minutes(1));
    expect(await reconcile(world.deps, record)).toBe('decided-meanwhile');
    expect(await world.found(record)).toMatchObject({ outcome: 'not-sent' });
    expect({ asked: world.asked, emitted: world.metrics.emitted }).toEqual({ asked: [], emitted: [] });
  });
});

it('leaves settled records alone', async () => {
  const record = await world.claimed();
  await world.requests.complete(record, {
    outcome: 'rejected',
    response: { status: 422, contentType: 'application/json', body: '{}' },
  });
  const settled = await world.found(record);
  world.clock.advance(minutes(30));
  expect(await world.reconciled(record)).toBe('decided-meanwhile');
  expect(await world.found(record)).toEqual(settled);
});

it('looks again into what a person was to look into, without another alarm while it cannot tell', async () => {
  const record = await world.claimed();
  world.clock.advance(minutes(1));
  world.told.read = shows('undecidable');
  expect(await world.reconciled(record)).toBe('needs-attention');
  expect(await world.reconciled(record)).toBe('decided-meanwhile');
  expect(world.emitted('NeedsAttention')).toBe(1);
  world.told.read = shows('applied');
  expect(await world.reconciled(record)).toBe('succeeded');
});
