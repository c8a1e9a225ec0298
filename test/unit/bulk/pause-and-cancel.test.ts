import type { Grant } from '#api/grants';
import type { Invoke } from '#bulk/invoke';
import { requestRecords } from '#platform/table/keys';
import { requestRecordId } from '#requests/request-record';
import { claimedBody } from '../../support/data-keys';
import { bulkRig, newestOf, submitChanges, type BulkRig } from '../../support/bulk-rig';
import { solutionProvider } from '../../support/gateway-rig';

/** Calls back before a call of an operation is made; `once` of them. */
const before =
  (what: () => Promise<unknown>, times = 1) =>
  (invoke: Invoke): Invoke => {
    let left = times;
    return async (id, event) => {
      if (event.queryStringParameters?.['validate'] !== 'true' && left-- > 0) await what();
      return invoke(id, event);
    };
  };

describe('pausing', () => {
  it('begins no further row, lets those under way end, and goes on as another run', async () => {
    let id = '';
    const rig: BulkRig = await bulkRig({ through: before(async () => rig.change(id, 'paused')) });
    id = await submitChanges(rig, 20);
    expect(await rig.slice(newestOf(rig))).toMatchObject({ done: true });
    const paused = await rig.look(id);
    expect(paused).toMatchObject({ state: 'paused', counts: { running: 0 } });
    const done = Number(paused['settled']);
    // Those that were under way at the same time.
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(4);
    expect(await rig.slice(newestOf(rig))).toMatchObject({ done: true });
    expect(await rig.look(id)).toMatchObject({ settled: done });

    const old = newestOf(rig);
    expect((await rig.change(id, 'running')).body).toMatchObject({ state: 'running' });
    expect(newestOf(rig)).toMatchObject({ id, run: 2, part: 0 });
    expect(await rig.slice(old)).toMatchObject({ done: true });
    expect(await rig.look(id)).toMatchObject({ settled: done });
    await rig.run();
    expect(await rig.look(id)).toMatchObject({ state: 'finished', counts: { succeeded: 20 } });
    expect(rig.effects().map(({ count }) => count)).toEqual(Array(20).fill(1));
  });
});

describe('a grant that is withdrawn', () => {
  const whole: Grant = { solutionProviders: [solutionProvider], scopes: ['bulk:write', 'mobility:write'] };

  it.each<[string, Grant | undefined]>([
    ['altogether', undefined],
    ['for the Solution Provider', { ...whole, solutionProviders: ['SP-B'] }],
    ['for bulk writes', { ...whole, scopes: ['mobility:write'] }],
    ['for the operation', { ...whole, scopes: ['bulk:write'] }],
  ])('%s: no further row is begun, until it is granted again and resumed', async (_, left) => {
    const rig: BulkRig = await bulkRig({ through: before(async () => rig.grant(left)) });
    const id = await submitChanges(rig, 20);
    await rig.run();
    const paused = await rig.look(id);
    expect(paused).toMatchObject({ state: 'paused', pausedBecause: 'grant-withdrawn' });
    expect(Number(paused['settled'])).toBeLessThanOrEqual(4);
    expect(rig.log.lines.map(({ message }) => message)).toContain('bulk-write-paused');

    expect((await rig.change(id, 'running')).body).toMatchObject({ state: 'running' });
    await rig.run();
    expect(await rig.look(id)).toMatchObject({ state: 'paused', settled: paused['settled'] });

    await rig.grant(whole);
    await rig.change(id, 'running');
    await rig.run();
    const finished = await rig.look(id);
    expect(finished).toMatchObject({ state: 'finished', counts: { succeeded: 20 } });
    expect(finished).not.toHaveProperty('pausedBecause');
    expect(rig.effects().map(({ count }) => count)).toEqual(Array(20).fill(1));
  });

  it('does not keep a cancelled one from its end', async () => {
    const rig: BulkRig = await bulkRig();
    const id = await submitChanges(rig, 20);
    await rig.change(id, 'cancelled');
    await rig.grant(undefined);
    await rig.run();
    expect(await rig.look(id)).toMatchObject({ state: 'cancelled', counts: { cancelled: 20 } });
  });
});

describe('cancelling', () => {
  it('cancels rows that were not begun, for good, and forgets what they were made of', async () => {
    let id = '';
    const rig: BulkRig = await bulkRig({ through: before(async () => rig.change(id, 'cancelled')) });
    id = await submitChanges(rig, 20);
    await rig.slice(newestOf(rig));
    expect(await rig.run()).toMatchObject({ done: true });
    const view = await rig.look(id);
    const { succeeded, cancelled } = view['counts'] as Record<string, number>;
    expect(view).toMatchObject({ state: 'cancelled', settled: 20, endedAt: expect.any(String) });
    expect(succeeded! + cancelled!).toBe(20);
    expect(cancelled).toBeGreaterThanOrEqual(16);
    expect(rig.effects()).toHaveLength(succeeded!);
    for (const call of await rig.calls.all(id)) expect(call.sealed).toBeUndefined();
    expect((await rig.change(id, 'running')).status).toBe(409);
    expect((await rig.change(id, 'cancelled')).status).toBe(200);
  });

  /** Two rows, the first of which was begun and not heard of again; perhaps its request was recorded. */
  const underWay = async (isRecorded: boolean) => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 2);
    const [first] = await rig.calls.all(id);
    await rig.calls.begin(id, first!);
    const requestId = requestRecordId(solutionProvider, 'change-rate-plan', { bulkWrite: id, call: 0 });
    const claim = {
      requestId,
      solutionProvider,
      operation: 'change-rate-plan',
      clientId: 'client-a',
      ...claimedBody('x'),
      request: { path: {}, query: {} },
      deadline: Date.now() + 25_000,
    };
    const record = isRecorded ? (await rig.requests.claim(claim)).record : undefined;
    await rig.change(id, 'cancelled');
    return { rig, id, record: record!, states: async () => (await rig.rows(id)).map(({ state }) => state) };
  };

  it('cancels a row that was under way and left no record, once its function has certainly ended', async () => {
    const { rig, states } = await underWay(false);
    await rig.run(3);
    expect(await states()).toEqual(['running', 'cancelled']);
    await rig.run();
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    expect(rig.effects()).toEqual([]);
  });

  it('does not call a row cancelled whose record may have expired', async () => {
    const { rig, states } = await underWay(false);
    rig.clock.advance(requestRecords.lifetime.ms);
    await rig.run();
    expect(await states()).toEqual(['unknown', 'cancelled']);
    expect(rig.effects()).toEqual([]);
  });

  it.each([
    ['succeeded', 'succeeded'],
    ['not-applied', 'cancelled'],
    ['needs-attention', 'unknown'],
  ] as const)('waits until it is found out: %s is %s, and nothing is sent', async (outcome, state) => {
    const { rig, id, record, states } = await underWay(true);
    await rig.requests.transition(record, { outcome: 'unknown', evidence: 'no answer' });
    await rig.run(3);
    expect(await states()).toEqual(['unknown', 'cancelled']);
    expect(await rig.look(id)).toMatchObject({ settled: 1 });
    await rig.requests.transition({ ...record, outcome: 'unknown' }, { outcome, evidence: 'a read' });
    await rig.run();
    expect(await states()).toEqual([state, 'cancelled']);
    expect(await rig.look(id)).toMatchObject({ settled: 2, endedAt: expect.any(String) });
    expect(rig.effects()).toEqual([]);
  });

  it('shows what is known of a row, however long ago it was begun; what is not, it waits for no longer than a day', async () => {
    const known = await underWay(true);
    await known.rig.requests.transition(known.record, { outcome: 'unknown', evidence: 'no answer' });
    await known.rig.requests.transition(
      { ...known.record, outcome: 'unknown' },
      { outcome: 'succeeded', evidence: 'a read' },
    );
    const open = await underWay(true);
    await open.rig.requests.transition(open.record, { outcome: 'unknown', evidence: 'no answer' });
    for (const { rig } of [known, open]) {
      rig.clock.advance(25 * 3_600_000);
      await rig.run(3);
    }
    expect([await known.states(), await open.states()]).toEqual([
      ['succeeded', 'cancelled'],
      ['unknown', 'cancelled'],
    ]);
    expect(await open.rig.look(open.id)).toMatchObject({ settled: 2 });
  });

  it('shows how a row ended whose answer nobody waited for', async () => {
    const { rig, record, states } = await underWay(true);
    const response = { status: 422, contentType: 'application/problem+json', body: '{"code":"upstream-rejected"}' };
    await rig.requests.complete(record, { outcome: 'rejected', response });
    await rig.run();
    expect(await states()).toEqual(['rejected', 'cancelled']);
  });
});

describe('changing a bulk write', () => {
  it('needs the operation’s own scope, and the Solution Provider’s', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 1);
    expect((await rig.change(id, 'paused', { scopes: ['bulk:write'] })).body).toMatchObject({
      code: 'scope-not-granted',
    });
    expect((await rig.change(id, 'paused', { scopes: ['mobility:write'] })).body).toMatchObject({
      code: 'scope-not-granted',
    });
    expect((await rig.change(id, 'paused', { solutionProvider: 'SP-B' })).body).toMatchObject({
      code: 'bulk-write-not-found',
    });
    expect(await rig.look(id)).toMatchObject({ state: 'running' });
  });

  it('is refused once it is finished', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 1);
    await rig.run();
    for (const state of ['paused', 'running', 'cancelled']) {
      expect((await rig.change(id, state)).body).toMatchObject({ code: 'bulk-write-ended' });
    }
    expect((await rig.change(id, 'finished')).body).toMatchObject({ code: 'invalid-request' });
  });
});
