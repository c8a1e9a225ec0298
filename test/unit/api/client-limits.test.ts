import { createClientLimiter, type ClientLimiter } from '#api/client-limiter';
import { bulkCallContextOf, type Caller } from '#api/caller';
import { wrapped } from '#api/read-handler';
import { operations } from '#operations/registry';
import type { DynamoDb } from '#platform/table/dynamo-db';
import { sdkDynamoDb } from '#platform/table/sdk-dynamo-db';
import { ownRoutes } from '#routes/registry';
import { createRouteHandler } from '#routes/create-route-handler';
import { composeRead, composeWrite } from '#entry/operation-handlers';
import { plainEffects } from '#entry/compose-effects';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock, recordingLog, recordingMetrics } from '../../support/fakes';
import { defaultCaller, gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { watchedClient } from '../../support/watched-client';

/** Noon, at the start of ten seconds. */
const noon = Date.UTC(2026, 10, 2, 12);
const limits = { perSecond: 1, perDay: 25 };

const world = async () => {
  const clock = fixedClock(noon);
  const client = watchedClient(await dynaliteClient());
  /** One process; a second is another, over the same table. */
  const instance = (dynamoDb: Pick<DynamoDb, 'updateItem'> = sdkDynamoDb(client)) => {
    const [log, metrics] = [recordingLog(), recordingMetrics()];
    const limiter = createClientLimiter({ dynamoDb, tableName, limits, now: clock.now, log, metrics });
    let ran = 0;
    const handler = wrapped({ id: 'read-thing' }, { log, metrics, limiter }, () => {
      ran += 1;
      return Promise.resolve({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' });
    });
    const call = async (caller: Partial<Caller> = {}, parts: Parameters<typeof gatewayEvent>[0] = {}) => {
      const { statusCode, headers = {}, body } = await handler(gatewayEvent({ ...parts, caller }), lambdaContext());
      return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
    };
    const calls = async (count: number, caller: Partial<Caller> = {}) => {
      const statuses = [];
      for (let made = 0; made < count; made += 1) statuses.push((await call(caller)).status);
      return statuses;
    };
    return { log, metrics, handler, call, calls, ran: () => ran };
  };
  return { clock, client, instance };
};

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

describe('a client', () => {
  it('may make so many calls in ten seconds, by all instances together, and is told what is left', async () => {
    const { clock, instance } = await world();
    const [one, other] = [instance(), instance()];
    clock.advance(3_000);
    expect((await one.call()).headers).toMatchObject({
      'ratelimit-policy': '"burst";q=10;w=10, "daily";q=25;w=86400',
      ratelimit: '"burst";r=9;t=7, "daily";r=24;t=43197',
    });
    expect(await one.calls(5)).toEqual(times(5, 200));
    expect(await other.calls(4)).toEqual(times(4, 200));
    const refused = await other.call();
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': '7', ratelimit: expect.stringContaining('"burst";r=0;t=7') as string },
      body: { code: 'client-limit-reached', detail: 'The client has 10 calls in 10 seconds.' },
    });
    clock.advance(7_000);
    expect((await one.call()).status).toBe(200);
  });

  it('may make so many calls in a day, and is told how long that still lasts', async () => {
    const { clock, instance } = await world();
    const { calls, call } = instance();
    for (const _ of [1, 2]) {
      expect(await calls(10)).toEqual(times(10, 200));
      clock.advance(10_000);
    }
    expect(await calls(5)).toEqual(times(5, 200));
    const { status, headers } = await call();
    expect([status, headers['retry-after']]).toEqual([429, String(43_200 - 20)]);
    clock.advance(12 * 3_600_000);
    expect((await call()).status).toBe(200);
  });

  it('takes nothing away from another', async () => {
    const { calls, call } = (await world()).instance();
    await calls(11);
    expect((await call({ clientId: 'client-b' })).status).toBe(200);
  });

  it('may have limits of its own by its grant, more or less than others, and each by itself', async () => {
    const { calls, call } = (await world()).instance();
    expect(await calls(21, { clientId: 'more', limits: { perSecond: 2 } })).toEqual([...times(20, 200), 429]);
    expect(await calls(4, { clientId: 'less', limits: { perDay: 3 } })).toEqual([...times(3, 200), 429]);
    expect((await call({ clientId: 'less', limits: { perDay: 5 } })).status).toBe(200);
  });

  it('that is refused is refused before anything of the call is looked at, and leaves nothing but a log line and a metric', async () => {
    const { client, instance } = await world();
    const { calls, call, metrics, ran } = instance();
    await calls(10);
    client.rest();
    const { status } = await call({}, { body: '{', headers: { 'Idempotency-Key': ['a', 'b'] } });
    expect([status, ran()]).toEqual([429, 10]);
    expect(client.sent).toEqual([]);
    expect(metrics.emitted.at(-1)).toMatchObject({
      values: { OperationCalls: 1, ClientLimitRefusals: 1 },
      line: { facts: { clientId: 'client-a', problem: 'client-limit-reached' } },
    });
  });

  it('is counted by two requests to the table, at the same time', async () => {
    const { client, instance } = await world();
    client.rest();
    await instance().call();
    expect(client.sent).toEqual(['UpdateItem', 'UpdateItem']);
  });

  it('is let through when it cannot be counted, which is logged and counted', async () => {
    const { instance } = await world();
    const { call, log, metrics } = instance({ updateItem: () => Promise.reject(new Error('throttled')) });
    const { status, headers } = await call();
    expect([status, headers['ratelimit']]).toEqual([200, undefined]);
    expect(log.lines.map(({ message }) => message)).toContain('call-not-counted');
    expect(metrics.emitted.map(({ values }) => values)).toContainEqual({ CallsNotCounted: 1 });
  });

  it('is let through when counting takes too long', async () => {
    const { instance } = await world();
    const { call } = instance({ updateItem: () => new Promise<never>(() => undefined) });
    expect((await call()).status).toBe(200);
  });

  it('is not charged for the calls of its bulk writes, which are the gateway’s own', async () => {
    const { client, instance } = await world();
    const { handler } = instance();
    const event = gatewayEvent();
    Object.assign(event.requestContext.authorizer, bulkCallContextOf({ bulkWrite: 'bulk_1', call: 3 }));
    client.rest();
    expect((await handler(event, lambdaContext())).statusCode).toBe(200);
    expect(client.sent).toEqual([]);
  });

  it('without an authorizer’s word is refused, as ever', async () => {
    const { handler } = (await world()).instance();
    expect((await handler(gatewayEvent({ caller: null }), lambdaContext())).statusCode).toBe(401);
  });
});

describe('whatever a client calls', () => {
  const spent: ClientLimiter = () =>
    Promise.resolve([{ name: 'burst', quota: 1, seconds: 10, number: 1, left: -1, resetSeconds: 4 }]);
  /** Nothing of it may be used. */
  const ports = { limiter: spent, log: recordingLog(), metrics: recordingMetrics(), settings: {}, table: {} } as never;
  const every = [
    ...operations.map((operation) => [
      operation.id,
      (operation.idempotency === 'safe' ? composeRead : composeWrite)(operation, plainEffects, ports),
    ]),
    ...ownRoutes.map((route) => [route.id, createRouteHandler(route, ports)]),
  ] as [string, ReturnType<typeof wrapped>][];

  it.each(every)('%s: a call too many has no effect', async (_, handler) => {
    const { statusCode, headers } = await handler(gatewayEvent({ caller: defaultCaller }), lambdaContext());
    expect([statusCode, headers?.['retry-after'], headers?.['ratelimit']]).toEqual([429, '4', '"burst";r=0;t=4']);
  });
});
