import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createAuthorizer } from '#api/authorize';
import { createClientLimiter } from '#api/client-limiter';
import { bulkCallContextOf } from '#api/caller';
import type { Grant } from '#api/grants';
import type { WindowStanding } from '#api/window-standing';
import { scopes } from '#domain/define-operation';
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

type Calling = { clientId?: string } & Partial<Grant>;

const authorizerEvent = {
  type: 'REQUEST',
  methodArn: 'arn:aws:execute-api:us-east-1:123456789012:api1/prod/GET/v1/test',
  headers: { Authorization: 'Bearer token-1' },
} as unknown as APIGatewayRequestAuthorizerEvent;

const world = async () => {
  const clock = fixedClock(noon);
  const client = watchedClient(await dynaliteClient());
  /** One process of the authorizer, and of a function behind it; a second is another, over the same table. */
  const instance = (dynamoDb: Pick<DynamoDb, 'updateItem'> | null = sdkDynamoDb(client)) => {
    const [log, metrics] = [recordingLog(), recordingMetrics()];
    const limiter = dynamoDb
      ? createClientLimiter({ dynamoDb, tableName, limits, now: clock.now, log, metrics })
      : undefined;
    let ran = 0;
    const handler = wrapped({ id: 'read-thing' }, { log, metrics }, () => {
      ran += 1;
      return Promise.resolve({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' });
    });
    const authorized = ({ clientId = 'client-a', ...grant }: Calling = {}) =>
      createAuthorizer({
        verify: () => Promise.resolve({ clientId, scopes }),
        grantOf: () => Promise.resolve({ solutionProviders: ['SP-A'], scopes: [...scopes], ...grant }),
        restrictions: () => Promise.resolve({}),
        limiter,
        log,
      })(authorizerEvent);
    const call = async (calling: Calling = {}, parts: Parameters<typeof gatewayEvent>[0] = {}) => {
      const event = gatewayEvent(parts);
      Object.assign(event.requestContext, { authorizer: (await authorized(calling)).context });
      const { statusCode, headers = {}, body } = await handler(event, lambdaContext());
      return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
    };
    const calls = async (count: number, calling: Calling = {}) => {
      const statuses = [];
      for (let made = 0; made < count; made += 1) statuses.push((await call(calling)).status);
      return statuses;
    };
    return { log, metrics, handler, authorized, call, calls, ran: () => ran };
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

  it('is counted once for a call, by the authorizer: two requests to the table, at the same time; the function asks nothing', async () => {
    const { client, instance } = await world();
    const { authorized, handler } = instance();
    const begun: (() => void)[] = [];
    const slow = instance({
      updateItem: () => new Promise((resolve) => begun.push(() => resolve({ Attributes: { calls: { N: '1' } } }))),
    });
    const answering = slow.authorized();
    await new Promise(setImmediate);
    expect(begun).toHaveLength(2);
    for (const end of begun) end();
    await answering;
    client.rest();
    const { context } = await authorized();
    expect(client.sent).toEqual(['UpdateItem', 'UpdateItem']);
    expect(context?.['standing']).toBe('burst:10:10:9:10 daily:25:86400:24:43200');
    client.rest();
    const event = gatewayEvent();
    Object.assign(event.requestContext, { authorizer: context });
    expect((await handler(event, lambdaContext())).headers?.['ratelimit']).toContain('"burst";r=9');
    expect(client.sent).toEqual([]);
  });

  it('that has no grant is not counted', async () => {
    const { client, instance } = await world();
    const { authorized } = instance();
    client.rest();
    const { policyDocument } = await authorized({ scopes: [] });
    expect(policyDocument.Statement).toMatchObject([{ Effect: 'Deny' }]);
    expect(client.sent).toEqual([]);
  });

  it('is told nothing, whatever its grant says, where the tenant limits nobody', async () => {
    const { instance } = await world();
    const { calls, call } = instance(null);
    expect(await calls(20, { limits: { perSecond: 1 } })).toEqual(times(20, 200));
    expect((await call({ limits: { perSecond: 1 } })).headers).not.toHaveProperty('ratelimit');
  });

  it('that floods costs the table nothing once a process knows that its window is spent', async () => {
    const { client, clock, instance } = await world();
    const { calls } = instance();
    await calls(11);
    client.rest();
    expect(await calls(50)).toEqual(times(50, 429));
    expect(client.sent).toEqual([]);
    clock.advance(10_000);
    expect(await calls(1)).toEqual([200]);
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

  it('is let through when the table does not say how many calls there are', async () => {
    const { call, log } = (await world()).instance({ updateItem: () => Promise.resolve({}) });
    const { status, headers } = await call();
    expect([status, headers['ratelimit']]).toEqual([200, undefined]);
    expect(log.lines.map(({ message }) => message)).toContain('call-not-counted');
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
  const standing: WindowStanding[] = [{ name: 'burst', quota: 1, seconds: 10, left: -1, resetSeconds: 4 }];
  /** Nothing of it may be used. */
  const ports = { log: recordingLog(), metrics: recordingMetrics(), settings: {}, table: {} } as never;
  const every = [
    ...operations.map((operation) => [
      operation.id,
      (operation.idempotency === 'safe' ? composeRead : composeWrite)(operation, plainEffects, ports),
    ]),
    ...ownRoutes.map((route) => [route.id, createRouteHandler(route, ports)]),
  ] as [string, ReturnType<typeof wrapped>][];

  it.each(every)('%s: a call too many has no effect', async (_, handler) => {
    const { statusCode, headers } = await handler(
      gatewayEvent({ caller: { ...defaultCaller, standing } }),
      lambdaContext(),
    );
    expect([statusCode, headers?.['retry-after'], headers?.['ratelimit']]).toEqual([429, '4', '"burst";r=0;t=4']);
  });
});
