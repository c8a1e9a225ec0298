import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport, TransportError, type WireAnswer } from '#att/transport';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import {
  attHeaders,
  control,
  effectsOf,
  lookUp,
  requestsOf,
  sampleBody,
  sampleLookup,
  lookupPath,
  send,
} from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

/** A write that may be made again. */
const enrichmentPath = '/order/order-enrichment/newBilling-apex';
const enrichment = sampleBody('apex-enrich-billing');
const apexHeaders = attHeaders('A-06399x', 'ordering-apex');

/** Enriches an order by the gateway's own transport. */
const byTransport = (deadlineMs: number): Promise<WireAnswer> =>
  createTransport(Date.now)(
    { method: 'POST', url: new URL(simulator.url + enrichmentPath), headers: apexHeaders, body: enrichment },
    deadlineMs,
  );

/** Enriches an order by Node's own client; undefined when no answer comes in time. */
const byNode = (waitMs: number): Promise<WireAnswer | undefined> =>
  Promise.race([
    send(simulator.url + enrichmentPath, { headers: apexHeaders, body: enrichment }),
    sleep(waitMs, undefined, { ref: false }),
  ]);

const failureOf = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof TransportError ? { failure: error.failure, mayHaveArrived: error.mayHaveArrived } : error;
};

const timesDone = async (): Promise<number> => (await effectsOf(simulator)).reduce((sum, { count }) => sum + count, 0);

const fault = (fault: object, more: object = {}): Promise<WireAnswer> =>
  control(simulator, 'POST faults', { operation: 'apex-enrich-billing', fault, times: 2, ...more });

describe('a fault that leaves no answer', () => {
  it.each([
    ['reset-before', 'reset', 0],
    ['reset-after', 'reset', 1],
    ['hang', 'timeout', 0],
    ['timeout-but-done', 'timeout', 1],
    ['truncated', 'truncated', 1],
    ['slow-drip', 'timeout', 1],
  ])(
    '%s: our transport fails with “%s” and may have arrived; the work was done %i times',
    async (kind, failure, done) => {
      await fault({ kind });
      expect(await failureOf(byTransport(300))).toEqual({ failure, mayHaveArrived: true });
      expect(await timesDone()).toBe(done);
      const [request] = await requestsOf(simulator);
      expect(request).toMatchObject({ operation: 'apex-enrich-billing', fault: { kind } });
      expect(request?.effectId === null).toBe(done === 0);
    },
  );

  it.each(['reset-before', 'reset-after', 'truncated'])('%s: Node’s client sees the connection break', async (kind) => {
    await fault({ kind });
    await expect(byNode(2_000)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each(['hang', 'timeout-but-done', 'slow-drip'])('%s: Node’s client waits in vain', async (kind) => {
    await fault({ kind });
    expect(await byNode(300)).toBeUndefined();
  });

  it('reset by the peer is what the socket says, not an orderly end', async () => {
    await fault({ kind: 'reset-before' });
    const error = await byTransport(2_000).catch((reason: unknown) => reason);
    expect((error as TransportError).cause).toMatchObject({ code: 'ECONNRESET', syscall: 'read' });
  });

  it('drips a byte a second, and the first at once', async () => {
    await fault({ kind: 'slow-drip' });
    const answer = await fetch(simulator.url + enrichmentPath, {
      method: 'POST',
      headers: apexHeaders,
      body: enrichment,
    });
    const reader = answer.body!.getReader();
    const startedAt = Date.now();
    const first = await reader.read();
    const second = await reader.read();
    expect([first, second].map(({ value }: { value?: Uint8Array }) => value?.length)).toEqual([1, 1]);
    expect(Date.now() - startedAt).toBeGreaterThan(900);
    await reader.cancel();
  });
});

describe('a fault that leaves an answer', () => {
  it.each<[string, object, Partial<WireAnswer>, number]>([
    ['non-json', { kind: 'non-json' }, { status: 502, text: expect.stringContaining('<html>') }, 1],
    ['non-json as a success', { kind: 'non-json', status: 200 }, { status: 200 }, 1],
    ['empty', { kind: 'empty' }, { status: 200, text: '' }, 1],
    ['503-then-done', { kind: '503-then-done' }, { status: 503 }, 1],
    ['a status', { status: 418 }, { status: 418 }, 0],
    ['a 200 that failed', { body: { isSuccess: false } }, { status: 200, text: '{"isSuccess":false}' }, 0],
    ['a text', { status: 200, body: 'so-so' }, { status: 200, text: 'so-so' }, 0],
    [
      'headers',
      { headers: { 'retry-after': '7' } },
      { status: 200, headers: expect.objectContaining({ 'retry-after': '7' }) },
      1,
    ],
  ])('%s', async (_, ordered, expected, done) => {
    await fault(ordered);
    expect(await byNode(2_000)).toMatchObject(expected);
    expect(await byTransport(2_000)).toMatchObject(expected);
    expect(await timesDone()).toBe(2 * done);
  });

  it('503-then-done names no Retry-After, so nobody may take it for “not looked at”', async () => {
    await fault({ kind: '503-then-done' });
    expect((await byTransport(2_000)).headers).not.toHaveProperty('retry-after');
  });

  it('429 with Retry-After does nothing', async () => {
    await fault({ status: 429, headers: { 'retry-after': '2' } });
    expect(await byTransport(2_000)).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect(await timesDone()).toBe(0);
  });

  it('a delay does the work first and answers late', async () => {
    await fault({ delayMs: 400 });
    expect(await failureOf(byTransport(100))).toEqual({ failure: 'timeout', mayHaveArrived: true });
    expect(await timesDone()).toBe(1);
    const startedAt = Date.now();
    expect(await byTransport(5_000)).toMatchObject({ status: 200 });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(390);
  });

  it('echo-credentials quotes the secret in the body and in a header', async () => {
    await fault({ kind: 'echo-credentials' });
    const answer = await fetch(simulator.url + enrichmentPath, {
      ...{ method: 'POST', headers: apexHeaders, body: enrichment },
    });
    const [status, text] = [answer.status, await answer.text()];
    const secret = apexHeaders['client_secret']!;
    expect(status).toBe(400);
    for (const form of [secret, Buffer.from(secret).toString('base64')]) {
      expect(text).toContain(form);
      expect(answer.headers.get('x-received')).toContain(form);
    }
    // Our transport hands on no such header.
    expect(Object.keys((await byTransport(2_000)).headers)).toEqual(['content-type']);
    expect(await timesDone()).toBe(0);
  });
});

describe('which requests a fault hits', () => {
  const statuses = async (count: number, headers = attHeaders()): Promise<number[]> => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await lookUp(simulator, sampleLookup, headers)).status);
    return seen;
  };

  it('as many as ordered, then everything is well again', async () => {
    await control(simulator, 'POST faults', { operation: '*', fault: { status: 500 }, times: 2 });
    expect(await statuses(3)).toEqual([500, 500, 200]);
  });

  it('only those of the operation and the Solution Provider named', async () => {
    await control(simulator, 'POST faults', {
      operation: 'alliance-look-up-end-customer',
      fault: { status: 500 },
      solutionProvider: '10006',
    });
    expect(await statuses(1)).toEqual([200]);
    expect((await byTransport(2_000)).status).toBe(200);
    expect(await statuses(2, attHeaders('10006'))).toEqual([500, 200]);
  });

  it('none any more once deleted', async () => {
    await fault({ status: 500 });
    expect(JSON.parse((await control(simulator, 'GET faults')).text)).toMatchObject([
      { times: 2, fault: { status: 500 } },
    ]);
    await control(simulator, 'DELETE faults');
    expect((await byTransport(2_000)).status).toBe(200);
  });

  it('is asked for by x-transaction-id as well, as the table of magic values says', async () => {
    const { text } = await control(simulator, 'GET magic-values');
    const listed = (JSON.parse(text) as { where: string; value: string }[])
      .filter(({ where }) => where === 'header x-transaction-id')
      .map(({ value }) => value);
    const quick: Record<string, number | string> = {
      'sim-400': 400,
      'sim-429': 429,
      'sim-500': 500,
      'sim-503': 503,
      'sim-reset-before': 'ECONNRESET',
      'sim-reset-after': 'ECONNRESET',
      'sim-503-then-done': 503,
      'sim-non-json': 502,
      'sim-truncated': 'ECONNRESET',
      'sim-empty': 200,
      'sim-echo-credentials': 400,
    };
    const slow = ['sim-slow', 'sim-timeout-but-done', 'sim-hang', 'sim-slow-drip'];
    expect(listed.toSorted()).toEqual([...Object.keys(quick), ...slow].toSorted());
    for (const value of listed) {
      const call = send(simulator.url + lookupPath, {
        headers: { ...attHeaders(), 'x-transaction-id': value },
        body: JSON.stringify(sampleLookup),
      }).then(
        ({ status }) => status,
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      );
      const outcome = await Promise.race([call, sleep(150, 'waiting')]);
      expect([value, outcome]).toEqual([value, quick[value] ?? 'waiting']);
    }
  });
});

describe('a fault that makes no sense is refused', () => {
  it.each([
    [{ operation: 'no-such-operation', fault: { status: 500 } }, 'operation: must be an operation id or `*`'],
    [{ operation: '*', fault: {} }, 'fault: must say what goes wrong'],
    [{ operation: '*', fault: { kind: 'explode' } }, 'fault.kind: Invalid option'],
    [{ operation: '*', fault: { status: 99 } }, 'fault.status: Too small'],
    [{ operation: '*', fault: { status: 500 }, times: 0 }, 'times: Too small'],
    [{ operation: '*', fault: { headers: { 'x y': 'z' } } }, 'fault.headers.x y'],
    [{ operation: '*', fault: { headers: { x: 'a\r\nb: c' } } }, 'fault.headers.x: must be printable ASCII'],
    [{ operation: '*', fault: { status: 500 }, time: 1 }, 'the body: Unrecognized key'],
  ])('%j', async (order, reason) => {
    const { status, text } = await control(simulator, 'POST faults', order);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ errors: [expect.stringContaining(reason)] });
  });
});
