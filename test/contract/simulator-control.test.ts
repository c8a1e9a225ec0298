import { operations } from '#operations/registry';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import {
  attHeaders,
  control,
  effectsOf,
  lookUp,
  lookupPath,
  requestsOf,
  sampleBody,
  sampleLookup,
  send,
} from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const parsed = async (command: string, body?: unknown): Promise<unknown> =>
  JSON.parse((await control(simulator, command, body)).text);

describe('the log of received requests', () => {
  it('keeps the body exactly as received, whose credentials came, and never the secret', async () => {
    const bodyText = '{ "accountName":"Texas",  "address":{"zipCode":70800.10, "big":12345678901234567890} }';
    await send(simulator.url + lookupPath + '?a=1', { headers: attHeaders(), body: bodyText });
    const [request] = await requestsOf(simulator);
    expect(request).toMatchObject({
      number: 1,
      method: 'POST',
      path: `${lookupPath}?a=1`,
      operation: 'alliance-look-up-end-customer',
      solutionProvider: '10067',
      clientId: 'demo-ordering-alliance-10067',
      secretMatches: true,
      bodyText,
      body: { accountName: 'Texas' },
      headers: { 'x-trace-id': 'trace-1' },
    });
    expect(JSON.stringify(await requestsOf(simulator))).not.toContain('demo-secret');
  });

  it('keeps what was refused and what was sent to nowhere', async () => {
    await lookUp(simulator, sampleLookup, { ...attHeaders(), client_secret: 'wrong' });
    await send(`${simulator.url}/nowhere`, { body: 'x', headers: { client_secret: 'demo-secret-x' } });
    const requests = await requestsOf(simulator);
    expect(requests).toMatchObject([
      { secretMatches: false, solutionProvider: '10067', answerStatus: 401 },
      { operation: null, solutionProvider: null, answerStatus: 404, bodyText: 'x' },
    ]);
    expect(JSON.stringify(requests)).not.toContain('demo-secret-x');
  });

  it('is filtered by operation, by number and by time', async () => {
    await lookUp(simulator);
    await send(`${simulator.url}/nowhere`, {});
    simulator.clock.advance('PT1H');
    const later = simulator.clock.now().toISOString();
    await lookUp(simulator);
    const numbers = async (query: string): Promise<number[]> =>
      (await requestsOf(simulator, query)).map(({ number }) => number);
    expect(await numbers('')).toEqual([1, 2, 3]);
    expect(await numbers('?operation=alliance-look-up-end-customer')).toEqual([1, 3]);
    expect(await numbers('?since=1')).toEqual([2, 3]);
    expect(await numbers(`?since=${later}`)).toEqual([3]);
    expect(await numbers('?operation=alliance-look-up-end-customer&since=1')).toEqual([3]);
  });

  it('says when `since` is neither a number nor a time', async () => {
    expect(await control(simulator, 'GET requests?since=yesterday')).toMatchObject({ status: 400 });
  });
});

describe('the log of effects', () => {
  const headers = attHeaders('A-06399x', 'ordering-apex');
  const handOff = (more: Record<string, string> = {}): Promise<unknown> =>
    send(`${simulator.url}/order-handoff/order-apex`, {
      headers: { ...headers, ...more },
      body: sampleBody('apex-hand-off-order'),
    });

  it('counts what was done, and what was done twice', async () => {
    await handOff();
    await handOff();
    await handOff({ ...attHeaders('10006', 'ordering-apex') });
    const effects = await effectsOf(simulator);
    expect(effects).toMatchObject([
      { operation: 'apex-hand-off-order', solutionProvider: 'A-06399x', count: 2 },
      { operation: 'apex-hand-off-order', solutionProvider: '10006', count: 1 },
    ]);
    expect((await requestsOf(simulator)).map(({ effectId }) => effectId)).toEqual([
      effects[0]?.id,
      // Refused by the world, and counted all the same.
      null,
      effects[1]?.id,
    ]);
  });

  it('has no reads and no refusals in it', async () => {
    await lookUp(simulator);
    await handOff({ client_secret: 'wrong' });
    expect(await effectsOf(simulator)).toEqual([]);
  });
});

describe('the clock', () => {
  it('moves on by what it is told to', async () => {
    const before = simulator.clock.now().getTime();
    const { now, aheadMs } = (await parsed('POST clock', { advance: 'PT72H' })) as { now: string; aheadMs: number };
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(72 * 3_600_000);
    expect(aheadMs).toBeGreaterThanOrEqual(72 * 3_600_000);
    expect(await parsed('GET clock')).toMatchObject({ timeScale: 1 });
  });

  it.each([{ advance: '72 hours' }, { advance: '-PT1H' }, { advance: 'P1M' }, {}, { advance: 'PT' }])(
    'refuses %j',
    async (body) => {
      expect(await control(simulator, 'POST clock', body)).toMatchObject({ status: 400 });
    },
  );

  it('runs faster on request', async () => {
    const fast = await startSimulator({ timeScale: 10_000 });
    const before = fast.clock.now().getTime();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fast.clock.now().getTime() - before).toBeGreaterThan(100_000);
    await fast.close();
  });
});

describe('the control endpoints', () => {
  it.each([
    ['POST state', { kind: 'nothing', solutionProvider: '1', key: '1', set: {} }, /kind: must be one of alliance-end/],
    ['POST state', { kind: 'alliance-end-customer', solutionProvider: '1', key: 'new', set: {} }, /accountName/],
    ['POST credentials', { solutionProvider: '1' }, /family/],
    ['POST reset', { seed: 1 }, /seed/],
    ['DELETE everything', undefined, /none of: GET requests/],
  ])('%s says what is wrong with %j', async (command, body, reason) => {
    const { status, text } = await control(simulator, command, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).toMatch(reason);
  });

  it('take only JSON', async () => {
    const answer = await send(`${simulator.url}/__sim/faults`, { body: '{' });
    expect(answer).toMatchObject({ status: 400, text: '{"errors":["the body is not valid JSON"]}' });
  });

  it('never show a secret they were given', async () => {
    const pair = { clientId: 'rotated-id', clientSecret: 'rotated-secret' };
    const answer = await control(simulator, 'POST credentials', { solutionProvider: '1', family: 'mobility', ...pair });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('rotated-secret');
  });

  it('forget everything on reset', async () => {
    await lookUp(simulator);
    await control(simulator, 'POST faults', { operation: '*', fault: { status: 500 } });
    await control(simulator, 'POST clock', { advance: 'P1D' });
    await control(simulator, 'POST reset');
    expect(await requestsOf(simulator)).toEqual([]);
    expect(await parsed('GET faults')).toEqual([]);
    expect(await parsed('GET state')).toMatchObject({ entities: {}, scheduled: [] });
    expect(((await parsed('GET clock')) as { aheadMs: number }).aheadMs).toBeLessThan(1_000);
  });
});

describe('the simulator as a server', () => {
  it('listens on the loopback interface only', () => {
    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('says so when the port is taken', async () => {
    await expect(startSimulator({ port: Number(new URL(simulator.url).port) })).rejects.toThrow(/EADDRINUSE/);
  });

  it('serves an operation where the tenant states it', async () => {
    const stated = await startSimulator({
      bindings: {
        'get-billing-account': {
          method: 'POST',
          path: '/accounts/{billingAccountNumber}/read',
          credentialHeaders: { clientId: 'X-Id', clientSecret: 'X-Secret' },
        },
      },
    });
    const { client_id, client_secret } = attHeaders('10006', 'mobility');
    const answer = await send(`${stated.url}/mobility/accounts/287300000001/read`, {
      headers: { 'x-id': client_id!, 'x-secret': client_secret! },
    });
    expect(answer.status).toBe(200);
    expect(await requestsOf(stated)).toMatchObject([{ operation: 'get-billing-account', secretMatches: true }]);
    await stated.close();
  });

  it('refuses to start when two operations could not be told apart', async () => {
    const clash = {
      'apex-hand-off-order': { path: '/nowhere-else' },
      'alliance-hand-off-order': { path: '/nowhere-else' },
    };
    await expect(startSimulator({ bindings: clash })).rejects.toThrow(
      /apex-hand-off-order and alliance-hand-off-order cannot be told apart|alliance-hand-off-order and apex-hand-off-order/,
    );
  });

  it('answers 2,000 lookups on 50 connections, and remembers the operation of each', async () => {
    const startedAt = Date.now();
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        for (let index = 0; index < 40; index += 1) {
          const { status } = await fetch(simulator.url + lookupPath, {
            method: 'POST',
            headers: attHeaders(),
            body: JSON.stringify(sampleLookup),
          });
          expect(status).toBe(200);
        }
      }),
    );
    expect(await requestsOf(simulator, '?operation=alliance-look-up-end-customer')).toHaveLength(2_000);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });

  it('serves every operation of the registry', async () => {
    for (const { binding } of operations) {
      const path = binding.path.replaceAll(/\{\w+\}/g, '1');
      const { status } = await send(`${simulator.url}/${binding.domain}${path}`, { method: binding.method });
      expect([binding.path, status]).toEqual([binding.path, 400]);
    }
  });
});
