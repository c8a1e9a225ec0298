import { executeCall } from '#bulk/execute-call';
import { NotInvoked, type FunctionAnswer } from '#bulk/invoke';
import { resolveUnknownRows } from '#bulk/resolve-unknown-rows';
import { requestRecords } from '#platform/table/keys';
import type { RequestRecord } from '#requests/request-record';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { bulkWorld } from './world';

let client: Client;
beforeEach(async () => (client = await dynaliteClient()));

const record = '/v1/requests/req_1';
const answered = (statusCode: number, document: unknown = {}, headers: object = {}): FunctionAnswer => ({
  ...{ statusCode, body: JSON.stringify(document) },
  headers: { 'x-request-record': record, ...headers },
});
const refusal = (code: string, retryable: boolean, headers: object = {}) =>
  answered(retryable ? 503 : 422, { code, retryable }, headers);
const located = { location: record };

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
          ...{ operation: 'change-number', callId: `${id}:0`, solutionProvider: 'SP-A' },
          ...{ outcome: 'succeeded', attempt: 1, status: 200 },
        },
      },
    ]);
  });

  it('has no problem any more once it got through', async () => {
    const { deps, bulkWrite, standing, reply } = await made(refusal('service-unavailable', true));
    expect((await standing()).problem).toContain('service-unavailable');
    reply.with = () => answered(200);
    await executeCall(deps, bulkWrite, await standing());
    expect(await standing()).not.toHaveProperty('problem');
  });

  it('may have no body, and what AT&T says of its rows is kept with them', async () => {
    const bodyless = bulkWorld(client);
    await executeCall(bodyless.deps, await bodyless.begun(1, null), await bodyless.standing());
    expect(await bodyless.standing()).toMatchObject({ state: 'succeeded' });
    expect(bodyless.invoked[0]?.event.body).toBeNull();
    const packed = bulkWorld(client, 'provision-pdp');
    const told = { subscriberNumber: '1', status: 'done' };
    packed.reply.with = () => answered(200, { subscribers: [told] });
    const bulkWrite = await packed.begun(1, '{"subscribers":[{"subscriberNumber":"1"}]}');
    await executeCall(packed.deps, bulkWrite, await packed.standing());
    expect((await packed.standing()).rows).toEqual([{ row: 0, answer: told }]);
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
    const facts = { operation: 'change-number', callId: `${result.id}:0` };
    expect(result.log.lines.filter(({ message }) => message === 'bulk-call-unanswered')).toMatchObject(
      isLost ? [{ facts }] : [],
    );
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

  it('has ended when its last attempt has, not its first', async () => {
    const { deps, begun, calls, id, standing, clock } = bulkWorld(client);
    const bulkWrite = await begun();
    await calls.begin(id, await standing());
    clock.advance(endedMs + 1);
    await calls.begin(id, await standing());
    await resolveUnknownRows(deps, bulkWrite, await standing());
    expect(await standing()).toMatchObject({ state: 'running' });
  });

  it('was rejected where nothing is kept of the answer, too', async () => {
    const { call } = await resolved({ outcome: 'rejected' }, 1_000);
    expect([call.state, call.status, call.problem]).toEqual(['rejected', undefined, undefined]);
  });

  it('is unknown where its record may have expired', async () => {
    expect(await resolved(undefined, requestRecords.lifetime.ms)).toMatchObject({
      ...{ call: { state: 'unknown' }, isSettled: true },
    });
  });
});
