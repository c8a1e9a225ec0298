import type { Invoke } from '#bulk/invoke';
import { unknownPlan } from '../../../tools/simulator/behaviours/mobility/products';
import { bulkRig, submitChanges, type BulkRig } from '../../support/bulk-rig';
import { solutionProvider } from '../../support/gateway-rig';
import { numbersOf } from '../../support/bulk-writes';

const problem = (status: number, code: string, retryable: boolean, retryAfter?: string) => ({
  statusCode: status,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: JSON.stringify({ code, retryable, status }),
});

/** Answers in the place of the operation’s function, for as many calls as there are answers. Checks are let through. */
const instead =
  (...answers: (object | Error)[]) =>
  (invoke: Invoke): Invoke =>
  (id, event) => {
    const answer = event.queryStringParameters?.['validate'] === 'true' ? undefined : answers.shift();
    if (answer instanceof Error) return Promise.reject(answer);
    return answer ? Promise.resolve(answer as Awaited<ReturnType<Invoke>>) : invoke(id, event);
  };

const statesOf = async (rig: BulkRig, id: string) => (await rig.rows(id)).map(({ state }) => state);

describe('carrying out a bulk write', () => {
  it('makes each row’s call once, in the submitter’s name, and shows how each went', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 7);
    expect(await rig.look(id)).toMatchObject({
      state: 'running',
      rows: 7,
      settled: 0,
      progress: 0,
      counts: { waiting: 7 },
    });
    expect(await rig.run()).toMatchObject({ done: true });
    expect(await rig.look(id)).toMatchObject({
      state: 'finished',
      settled: 7,
      progress: 100,
      counts: { waiting: 0, succeeded: 7 },
      submittedBy: 'client-a',
      endedAt: expect.any(String),
    });
    const rows = await rig.rows(id);
    expect(
      rows.map(({ row, reference, state, status, attempts }) => ({ row, reference, state, status, attempts })),
    ).toEqual(
      numbersOf(7).map((number, row) => ({
        row,
        reference: `line ${number}`,
        state: 'succeeded',
        status: 200,
        attempts: 1,
      })),
    );
    expect(rig.effects().map(({ count }) => count)).toEqual(Array(7).fill(1));
    const record = await rig.requests.find(String(rows[0]!['request']).replace('/v1/requests/', ''));
    expect(record).toMatchObject({ clientId: 'client-a', solutionProvider, outcome: 'succeeded' });
  });

  it('hands over neither a token nor more than the one Solution Provider and scope', async () => {
    const events: Parameters<Invoke>[1][] = [];
    const rig = await bulkRig({
      through: (invoke) => (id, event) => {
        events.push(event);
        return invoke(id, event);
      },
    });
    await submitChanges(rig, 1);
    await rig.run();
    expect(events).toHaveLength(2);
    for (const [number, { headers, requestContext }] of events.entries()) {
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      for (const name of ['authorization', 'idempotency-key']) expect(names).not.toContain(name);
      expect(requestContext.authorizer).toEqual({
        clientId: 'client-a',
        solutionProviders: solutionProvider,
        scopes: 'mobility:write',
        bulkWrite: expect.stringMatching(/^blk_/) as string,
        bulkCall: '0',
        // First the submission is checked, and only as far as a row cannot become any better.
        ...(number === 0 && { bulkCheck: 'form' }),
      });
    }
  });

  it('ends a row AT&T refuses as rejected, one that cannot be sent as failed, and goes on', async () => {
    const rig = await bulkRig({ through: instead(problem(409, 'step-not-allowed', false)) });
    const id = await submitChanges(rig, 3, unknownPlan);
    await rig.run();
    const [failed, ...rejected] = await rig.rows(id);
    expect(failed).toMatchObject({ state: 'failed', status: 409, problem: { code: 'step-not-allowed' } });
    for (const row of rejected) {
      expect(row).toMatchObject({
        state: 'rejected',
        status: 422,
        problem: { code: 'upstream-rejected', upstream: { code: 'RATE_PLAN_UNKNOWN' } },
      });
    }
    expect(await rig.look(id)).toMatchObject({ state: 'finished', settled: 3, counts: { rejected: 2, failed: 1 } });
  });

  it.each([
    ['429', problem(429, 'too-many-requests', true, '7')],
    ['an open circuit', problem(503, 'upstream-unavailable', true, '7')],
    ['a call under way', problem(409, 'request-in-progress', true, '7')],
  ])('tries a row again after %s, not before it is told to', async (_, answer) => {
    const rig = await bulkRig({ through: instead(answer) });
    const id = await submitChanges(rig, 1);
    const [input] = [...rig.started.values()];
    const first = await rig.slice(input!);
    expect(first).toMatchObject({ done: false, waitSeconds: 7 });
    expect(await rig.rows(id)).toMatchObject([{ settled: false, attempts: 1, status: answer.statusCode }]);
    expect(await rig.slice(first)).toMatchObject({ done: false });
    expect(await rig.rows(id)).toMatchObject([{ attempts: 1 }]);
    await rig.run();
    expect(await rig.rows(id)).toMatchObject([{ state: 'succeeded', attempts: 2, settled: true }]);
    expect((await rig.rows(id))[0]).not.toHaveProperty('problem');
    expect(rig.effects()).toMatchObject([{ count: 1 }]);
  });

  it('makes a call again whose function gave no answer, and gets the one there was', async () => {
    const rig = await bulkRig({
      through: (invoke) => {
        let isFirst = true;
        return async (id, event) => {
          const answer = await invoke(id, event);
          if (event.queryStringParameters?.['validate'] === 'true' || !isFirst) return answer;
          isFirst = false;
          throw new Error('the function was killed');
        };
      },
    });
    const id = await submitChanges(rig, 2);
    await rig.run();
    expect(await statesOf(rig, id)).toEqual(['succeeded', 'succeeded']);
    expect((await rig.rows(id)).map(({ attempts }) => attempts)).toEqual([2, 1]);
    expect(rig.effects().map(({ count }) => count)).toEqual([1, 1]);
  });

  it('calls a row failed that was refused for a day, and unknown if it may have been done', async () => {
    const endOf = async (answer: object | Error): Promise<object[]> => {
      const rig = await bulkRig({ through: instead(...Array.from({ length: 9 }, () => answer)) });
      const id = await submitChanges(rig, 1);
      await rig.run(3);
      expect(await rig.rows(id)).toMatchObject([{ settled: false }]);
      rig.clock.advance(25 * 3_600_000);
      await rig.run();
      return rig.rows(id);
    };
    expect(await endOf(problem(503, 'upstream-unavailable', true, '60'))).toMatchObject([
      { state: 'failed', settled: true, problem: { code: 'upstream-unavailable' } },
    ]);
    expect(await endOf(new Error('killed'))).toMatchObject([{ state: 'unknown', settled: true }]);
  });

  it('follows a row of unknown outcome until the gateway has found out, and leaves it to a person otherwise', async () => {
    const unknown = (outcome: string) => ({
      statusCode: 202,
      headers: { location: '/v1/requests/req_1', 'x-request-record': '/v1/requests/req_1', 'retry-after': '30' },
      body: JSON.stringify({ outcome }),
    });
    const rig = await bulkRig({ through: instead(unknown('unknown'), unknown('needs-attention')) });
    const id = await submitChanges(rig, 1);
    const first = await rig.slice([...rig.started.values()][0]!);
    expect(first).toMatchObject({ done: false, waitSeconds: 30 });
    expect(await rig.rows(id)).toMatchObject([{ state: 'unknown', settled: false, request: '/v1/requests/req_1' }]);
    expect(await rig.look(id)).toMatchObject({ settled: 0, counts: { unknown: 1 } });
    await rig.run();
    expect(await rig.rows(id)).toMatchObject([{ state: 'unknown', settled: true }]);
    expect(await rig.look(id)).toMatchObject({ state: 'finished', settled: 1 });
  });

  it('has a fresh execution go on before the first has too many events', async () => {
    const rig = await bulkRig({ through: instead(problem(503, 'upstream-unavailable', true, '60')) });
    const id = await submitChanges(rig, 1);
    const output = await rig.slice({ id, run: 1, part: 0, slices: 999 });
    expect(output).toMatchObject({
      done: false,
      handOver: true,
      next: { name: `${id}-1-1`, input: { id, run: 1, part: 1, slices: 0 } },
    });
    expect(`${id}-999999-99999`.length).toBeLessThanOrEqual(80);
  });

  it('begins nothing when there is no time left, and says so', async () => {
    const rig = await bulkRig();
    const id = await submitChanges(rig, 2);
    expect(await rig.slice([...rig.started.values()][0]!, () => false)).toMatchObject({ done: false, waitSeconds: 1 });
    expect(await statesOf(rig, id)).toEqual(['waiting', 'waiting']);
  });
});
