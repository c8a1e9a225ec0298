import { executeCall } from '#bulk/execute-call';
import { NotInvoked, type FunctionAnswer } from '#bulk/invoke';
import { judgeAnswer, rowsWithAnswers } from '#bulk/judge-answer';
import { resolveUnknownRows } from '#bulk/resolve-unknown-rows';
import { operationById } from '#operations/registry';
import { requestRecords } from '#platform/table/keys';
import type { RequestRecord } from '#requests/request-record';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { bulkWorld } from './world';

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const changeNumber = operationById('change-number');
const record = '/v1/requests/req_1';
const answered = (statusCode: number, document: unknown = {}, headers: object = {}): FunctionAnswer => ({
  ...{ statusCode, body: JSON.stringify(document) },
  headers: { 'x-request-record': record, ...headers },
});
const refusal = (code: string, retryable: boolean, headers: object = {}) =>
  answered(retryable ? 503 : 422, { code, retryable }, headers);
const located = { location: record };

describe('an answer to a call', () => {
  it.each<[string, FunctionAnswer, object]>([
    ['succeeded', answered(200), { final: true, state: 'succeeded' }],
    ['succeeded where AT&T itself said 202', answered(202), { final: true, state: 'succeeded' }],
    ['of unknown outcome', answered(202, { outcome: 'unknown' }, located), { final: false, state: 'unknown', waitSeconds: 5 }], // prettier-ignore
    ['unknown for good', answered(202, { outcome: 'needs-attention' }, located), { final: true, state: 'unknown' }],
    ['rejected by AT&T', refusal('upstream-rejected', false), { final: true, state: 'rejected' }],
    ['refused before it was sent', refusal('step-not-allowed', false), { final: true, state: 'failed' }],
    ['refused for hours', refusal('too-many-line-changes', true), { final: true, state: 'failed' }],
    ['refused for now', refusal('service-unavailable', true), { final: false, state: 'waiting', waitSeconds: 5 }],
    ['refused for so long', refusal('service-unavailable', true, { 'retry-after': 30 }), { final: false, state: 'waiting', waitSeconds: 30 }], // prettier-ignore
    ['perhaps under way', refusal('request-in-progress', true), { final: false, state: 'running' }],
    ['perhaps under way though we failed', refusal('internal-error', true), { final: false, state: 'running' }],
    ['refused from 300 on', answered(300, { code: 'x', retryable: false }), { final: true, state: 'failed' }],
  ])('says it is %s', (_, answer, judgement) => {
    const judged = judgeAnswer(changeNumber, answer, {});
    expect(judged).toMatchObject(judgement);
    expect(judged.told).toMatchObject({ status: answer.statusCode, requestId: 'req_1' });
    const isRefused = answer.statusCode >= 300;
    expect(judged.told.problem).toBe(isRefused ? answer.body : undefined);
  });

  it('names no request where there is no record', () => {
    expect(judgeAnswer(changeNumber, { ...answered(200), headers: {} }, {}).told.requestId).toBeUndefined();
    expect(judgeAnswer(changeNumber, answered(200, {}, { 'x-request-record': 7 }), {}).told.requestId).toBeUndefined();
  });
});

describe('an answer to a call of several rows', () => {
  const provision = operationById('provision-pdp');
  const rows = [{ row: 4 }, { row: 5 }, { row: 6 }];
  const asked = { subscribers: ['1', '2', undefined].map((subscriberNumber) => ({ subscriberNumber })) };
  const [one, two] = [
    { subscriberNumber: '1', status: 'done' },
    { subscriberNumber: '2', status: 'failed' },
  ];
  const told = (subscribers: unknown, of: unknown = asked, statusCode = 200) =>
    rowsWithAnswers(provision, rows, of, answered(statusCode, { subscribers }));

  it('says of each what AT&T says of it, in whatever order', () => {
    const each = [{ row: 4, answer: one }, { row: 5, answer: two }, rows[2]];
    expect(told([two, { status: 'nobody’s' }, one])).toEqual(each);
    expect(told([one])).toEqual([each[0], rows[1], rows[2]]);
  });

  it.each<[string, unknown]>([
    ['is refused', told([one, two], asked, 300)],
    ['lists nothing', told('none')],
    ['answers no list', told([one], { subscribers: 'none' })],
    ['answers another number of rows', told([one], { subscribers: [{ subscriberNumber: '1' }] })],
    [
      'is of an operation that takes one row',
      rowsWithAnswers(changeNumber, rows, asked, answered(200, { subscribers: [one] })),
    ],
  ])('says nothing of any where it %s', (_, rowsTold) => {
    expect(rowsTold).toBeUndefined();
  });
});

const dayMs = 24 * 3_600_000;

describe('a call that is made', () => {
  const made = async (
    answer: FunctionAnswer | Error,
    before?: (world: ReturnType<typeof bulkWorld>) => Promise<unknown>,
  ) => {
    const world = bulkWorld(client);
    const bulkWrite = await world.begun();
    await before?.(world);
    world.reply.with = () => answer;
    const reached = await executeCall(world.deps, bulkWrite, await world.standing());
    return { ...world, bulkWrite, reached, call: await world.standing() };
  };
  const waits = ({ call, clock }: { call: { retryAt?: string | undefined }; clock: { now: () => number } }) =>
    (Date.parse(call.retryAt!) - clock.now()) / 1000;

  it('is the partner’s own, and forgotten once it has its result', async () => {
    const { id, invoked, reached, call, log, clock } = await made(answered(200));
    expect(invoked).toMatchObject([
      { operation: 'change-number', event: { body: '{"a":1}', pathParameters: { subscriberNumber: '2125550120' } } },
    ]);
    expect(reached).toBeUndefined();
    const at = new Date(clock.now()).toISOString();
    expect(call).toMatchObject({ state: 'succeeded', status: 200, requestId: 'req_1', attempts: 1, settledAt: at });
    expect([call.sealed, call.keyId, call.retryAt, call.problem]).toEqual([undefined, undefined, undefined, undefined]);
    expect(log.lines).toEqual([
      {
        ...{ level: 'info', message: 'bulk-call-answered' },
        facts: {
          ...{ operation: 'change-number', requestId: `${id}:0`, solutionProvider: 'SP-A' },
          ...{ outcome: 'succeeded', attempt: 1, status: 200 },
        },
      },
    ]);
  });

  it('keeps the problem it was refused with', async () => {
    const { call, reached } = await made(refusal('upstream-rejected', false));
    expect([call.state, JSON.parse(call.problem!), reached]).toEqual([
      ...['rejected', { code: 'upstream-rejected', retryable: false }],
      undefined,
    ]);
  });

  it.each<[string, FunctionAnswer | Error, string, object | undefined, number]>([
    ['refused for now', refusal('service-unavailable', true, { 'retry-after': 30 }), 'waiting', { waitSeconds: 30, inDoubt: false }, 30], // prettier-ignore
    ['not begun', new NotInvoked('TooManyRequestsException'), 'waiting', { waitSeconds: 5, inDoubt: false }, 5],
    ['lost', new Error('socket hang up'), 'running', { waitSeconds: 5, inDoubt: false }, 5],
    ['under way elsewhere', refusal('request-in-progress', true), 'running', undefined, 5],
    ['of unknown outcome', answered(202, { outcome: 'unknown' }, located), 'unknown', { waitSeconds: 5, inDoubt: true }, 5], // prettier-ignore
  ])('is tried again when it was %s', async (_, answer, state, reached, seconds) => {
    const result = await made(answer);
    expect(result.call).toMatchObject({ state, attempts: 1, sealed: expect.any(Uint8Array) as Uint8Array });
    expect(result.reached).toEqual(reached);
    expect(waits(result)).toBe(seconds);
    const isLost = answer instanceof Error;
    expect(result.log.lines.filter(({ message }) => message === 'bulk-call-unanswered')).toHaveLength(isLost ? 1 : 0);
  });

  it.each([
    [1, 5],
    [3, 20],
    [6, 160],
    [7, 300],
    [40, 300],
  ])('waits longer each time: %d', async (attempts, seconds) => {
    const result = await made(refusal('service-unavailable', true), async ({ id, calls, standing }) => {
      for (let begun = 1; begun < attempts; begun += 1) await calls.begin(id, await standing());
    });
    expect(result.call.attempts).toBe(attempts);
    expect(waits(result)).toBe(seconds);
  });

  it('waits as long as it is asked to, however long', async () => {
    expect(waits(await made(refusal('service-unavailable', true, { 'retry-after': 1_000 })))).toBe(1_000);
  });

  it.each<[FunctionAnswer | Error, string]>([
    [refusal('service-unavailable', true), 'failed'],
    [new Error('socket hang up'), 'unknown'],
    [answered(202, { outcome: 'unknown' }, located), 'unknown'],
  ])('is given up after a day, and called what it is', async (answer, state) => {
    for (const [afterMs, isOver] of [
      [dayMs, false],
      [dayMs + 1, true],
    ] as const) {
      const { call } = await made(answer, async ({ id, calls, standing, clock }) => {
        const begun = (await calls.begin(id, await standing()))!;
        await calls.postpone(id, begun, 'waiting', clock.now(), {});
        clock.advance(afterMs);
      });
      expect(call.settledAt !== undefined).toBe(isOver);
      if (isOver) expect(call.state).toBe(state);
    }
  });

  const unknown = async ({ id, calls, standing, clock }: ReturnType<typeof bulkWorld>) => {
    const begun = (await calls.begin(id, await standing()))!;
    await calls.postpone(id, begun, 'unknown', clock.now(), {});
  };

  it('stays unknown once it was, whatever refuses it later, and tells nothing of AT&T', async () => {
    const { call, reached } = await made(refusal('service-unavailable', true), unknown);
    expect([call.state, call.attempts, reached]).toEqual(['unknown', 2, undefined]);
  });

  it('is not made when it has its result, or somebody began it, meanwhile', async () => {
    const { invoked, deps, bulkWrite, calls, id, standing } = await made(answered(200));
    const call = await standing();
    expect(await executeCall(deps, bulkWrite, { ...call, sealed: new Uint8Array(Buffer.from(`${id} 0|{"pathParameters":{}}`)), keyId: 'k' })).toBeUndefined(); // prettier-ignore
    expect([invoked.length, (await calls.all(id)).length]).toEqual([1, 1]);
  });

  it('is not made as another call, without content, or of an operation there is no more', async () => {
    const { deps, bulkWrite, standing, invoked } = await made(refusal('service-unavailable', true));
    const call = await standing();
    const gone = { ...deps, operationOf: () => undefined };
    await expect(executeCall(gone, bulkWrite, call)).rejects.toThrow('no such operation any more');
    await expect(executeCall(deps, bulkWrite, { ...call, number: 1 })).rejects.toThrow('another place');
    await expect(executeCall(deps, bulkWrite, { ...call, sealed: undefined })).rejects.toThrow('no content');
    expect(invoked).toHaveLength(1);
  });
});

describe('a call that was under way when its bulk write was cancelled', () => {
  const resolved = async (parts: Partial<RequestRecord> | undefined, afterMs: number) => {
    const world = bulkWorld(client);
    const bulkWrite = await world.begun();
    const begun = (await world.calls.begin(world.id, await world.standing()))!;
    const requestId = parts && world.recorded(0, parts);
    world.clock.advance(afterMs);
    await resolveUnknownRows(world.deps, bulkWrite, begun);
    const call = await world.standing();
    const waitsMs = call.retryAt === undefined ? undefined : Date.parse(call.retryAt) - world.clock.now();
    return { call, waitsMs, requestId, isSettled: call.settledAt !== undefined };
  };
  const endedMs = 3 * 60_000;

  it.each<[RequestRecord['outcome'], string]>([
    ['succeeded', 'succeeded'],
    ['rejected', 'rejected'],
    ['not-sent', 'cancelled'],
    ['not-applied', 'cancelled'],
    ['needs-attention', 'unknown'],
  ])('ended as its record says: %s', async (outcome, state) => {
    const response = { status: 422, contentType: 'application/json', body: '{"code":"x"}' };
    const { call, requestId, isSettled } = await resolved({ outcome, response }, 1_000);
    expect(call).toMatchObject({ state, status: 422, requestId });
    expect(call.problem).toBe(outcome === 'rejected' ? response.body : undefined);
    expect(isSettled).toBe(true);
  });

  it.each<[string, number, boolean]>([
    ['half a minute later as long as it may be found out', dayMs, false],
    ['no more after a day', dayMs + 1, true],
  ])('is looked at %s', async (_, afterMs, isOver) => {
    const { call, waitsMs, isSettled } = await resolved({ outcome: 'unknown' }, afterMs);
    expect([call.state, isSettled, waitsMs]).toEqual(['unknown', isOver, isOver ? undefined : 30_000]);
  });

  it('was not sent where there is no record once its function has ended, and may have been until then', async () => {
    expect(await resolved(undefined, endedMs)).toMatchObject({ call: { state: 'running' }, waitsMs: 30_000 });
    expect(await resolved(undefined, endedMs + 1)).toMatchObject({ call: { state: 'cancelled' }, isSettled: true });
  });

  it('is unknown where its record may have expired', async () => {
    expect(await resolved(undefined, requestRecords.lifetime.ms)).toMatchObject({
      ...{ call: { state: 'unknown' }, isSettled: true },
    });
  });
});
