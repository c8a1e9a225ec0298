import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { examplesOf, operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { BlockedByBrowser, browserPage } from '../support/browser-page';
import { expectProblem } from '../support/expect-problem';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

const listed = ['https://backoffice.example.com', 'http://localhost:5173'] as const;
/** A page of this machine that is not listed: the local runtime lets no page of other sites as far as the gateway. */
const stranger = 'http://localhost:9999';
const otherSite = 'https://example.com';
const client = 'demo-single';
const quotes = '/v1/ordering/alliance/quotes';
const sample = z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body);
const quote = { ...sample, spId: 'A-06399x' };
const routes = [...operations, ...ownRoutes];

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway({ args: ['--tenants', join(__dirname, 'tenants'), '--tenant', 'pages'] });
});
afterAll(() => gateway.remove());
const page = (origin: string = listed[0]) => browserPage(gateway, origin);

describe('before a page’s call', () => {
  it('a browser is told of every route what it takes, without a token', async () => {
    for (const { method, path } of routes) {
      const at = path.replaceAll(/\{\w+\}/g, 'a-value');
      const { status, headers } = await page().preflight(at, method, ['authorization', 'idempotency-key']);
      expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 204, listed[0]]);
      const methods = headers.get('access-control-allow-methods')?.split(', ') ?? [];
      expect(methods).toEqual(expect.arrayContaining([method, 'OPTIONS', ...(method === 'GET' ? ['HEAD'] : [])]));
      expect([headers.get('access-control-max-age'), headers.get('vary')]).toEqual(['600', 'Origin']);
    }
  });

  it('a browser is told nothing for a page that is not listed, and does not call', async () => {
    for (const { method, path } of routes.slice(0, 5)) {
      const { status, headers } = await page(stranger).preflight(path, method, ['authorization']);
      expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([204, null, 'Origin']);
    }
    for (const origin of [stranger, otherSite])
      await expect(page(origin).call({ method: 'POST', path: quotes, client, body: quote })).rejects.toThrow(
        new BlockedByBrowser('it may not ask'),
      );
    expect(await gateway.received()).toEqual([]);
  });

  it('nobody is asked who calls, and nothing is counted of a client or as a call', async () => {
    const lines = async () => (await gateway.output()).split('\n').length;
    const before = await lines();
    for (const origin of [...listed, stranger]) await page(origin).preflight('/v1/events', 'GET', ['authorization']);
    expect(await lines()).toBe(before);
    await gateway.call({ method: 'GET', path: '/v1/events', client });
    // A line may come a moment after the answer.
    for (let looks = 0; looks < 100 && (await lines()) === before; looks += 1) await sleep(20);
    expect(await lines()).toBeGreaterThan(before);
  });
});

describe.each(listed)('a page of %s', (origin) => {
  it('makes a write, is told where its record is, and reads it with what it knows already', async () => {
    const key = `page-${origin}`;
    const sent = { 'Idempotency-Key': key, Prefer: 'handling=lenient', 'x-customer-reference': 'PO-1' };
    const made = await page(origin).call({ method: 'POST', path: quotes, client, headers: sent, body: quote });
    expect(made.status).toBe(200);
    expect([...made.headers.keys()]).toEqual(expect.arrayContaining(['x-request-id', 'x-request-record']));
    const path = made.headers.get('x-request-record')!.replace('/uat', '');
    const read = await page(origin).call({ method: 'GET', path, client, headers: { 'If-None-Match': '"0"' } });
    expect(read.json).toMatchObject({ outcome: 'succeeded' });
    const again = await page(origin).call({ method: 'POST', path: quotes, client, headers: sent, body: quote });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is led to what became of a write whose answer was lost', async () => {
    const operation = 'alliance-create-quote';
    await gateway.sim('POST faults', { operation, fault: { kind: 'reset-after' }, times: 1 });
    const headers = { 'Idempotency-Key': `lost-${origin}` };
    const lost = await page(origin).call({ method: 'POST', path: quotes, client, headers, body: quote });
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([202, expect.stringMatching(/^\d+$/)]);
    const path = lost.headers.get('location')!.replace('/uat', '');
    expect((await page(origin).call({ method: 'GET', path, client })).json).toMatchObject({ outcome: 'unknown' });
  });

  it('can read refusals of functions, and those nobody but API Gateway makes', async () => {
    const call = page(origin).call;
    const read = { method: 'GET', path: '/v1/events' };
    expectProblem(await call({ method: 'POST', path: quotes, client, body: {} }), 'idempotency-key-required');
    expectProblem(await call({ ...read, client: 'demo-no-grant' }), 'forbidden');
    expectProblem(await call({ ...read, authorization: 'Bearer garbage' }), 'unauthorized');
    const without = await call(read);
    expectProblem(without, 'unauthorized');
    expect(without.headers.get('www-authenticate')).toBe('Bearer');
    expectProblem(
      await call({ method: 'POST', path: quotes, client, body: 'x'.repeat(1_100_000) }),
      'request-too-large',
    );
  });

  it('can read that there is no such method, or, as far as a browser calls at all, no such path', async () => {
    const wrongMethod = await page(origin).call({ method: 'POST', path: '/v1/events', client, body: {} });
    expectProblem(wrongMethod, 'method-not-allowed');
    expect(wrongMethod.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    await expect(page(origin).call({ method: 'DELETE', path: '/v1/events', client })).rejects.toThrow(
      new BlockedByBrowser('it may not send DELETE'),
    );
    expectProblem(await page(origin).call({ method: 'GET', path: '/v1/nothing' }), 'route-not-found');
    await expect(page(origin).call({ method: 'GET', path: '/v1/nothing', client })).rejects.toThrow(BlockedByBrowser);
  });

  it('is told as well when it calls too often', async () => {
    const answers = [];
    for (let calls = 0; calls < 40 && answers.at(-1)?.status !== 429; calls += 1)
      answers.push(await page(origin).call({ method: 'GET', path: '/v1/events', client: 'demo-limited' }));
    expectProblem(answers.at(-1)!, 'client-limit-reached', { detail: expect.any(String) });
    for (const name of ['retry-after', 'ratelimit', 'ratelimit-policy'])
      expect([name, answers.at(-1)!.headers.has(name)]).toEqual([name, true]);
  });
});

it('every function says that a listed page may read what it answers, and which of its headers', async () => {
  for (const { method, path } of routes) {
    const { headers } = await gateway.call({
      ...{ method, client, path: path.replaceAll(/\{\w+\}/g, 'a-value') },
      headers: { origin: listed[1], 'x-request-id': 'page-call' },
      ...(method !== 'GET' && { body: {} }),
    });
    // Not `*`, as API Gateway’s own answers have it.
    expect([path, headers.get('access-control-allow-origin')]).toEqual([path, listed[1]]);
    const exposed = headers.get('access-control-expose-headers')?.split(', ') ?? [];
    const sent = [...headers.keys()].filter((name) =>
      /^(?:x-request|x-answer|ratelimit|retry|location|etag|warning|age$)/.test(name),
    );
    expect(exposed).toEqual(expect.arrayContaining(sent));
    expect(sent).toContain('x-request-id');
  }
});

describe('callers that are no listed page', () => {
  it('get answers as before, which no page of theirs could read', async () => {
    for (const headers of [{ origin: stranger }, {}]) {
      const answer = await gateway.call({ method: 'GET', path: '/v1/events', client, headers });
      expect(answer.status).toBe(200);
      expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')]).toEqual([null, 'Origin']);
    }
  });

  it('may ask for the methods of a path with `OPTIONS`', async () => {
    const answer = await gateway.call({ method: 'OPTIONS', path: '/v1/events' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expectProblem(await gateway.call({ method: 'OPTIONS', path: '/v1/nothing' }), 'route-not-found');
  });

  it('can read of what API Gateway answers by itself no more than what everybody is answered', async () => {
    const told = async (path: string, headers: Record<string, string>) => {
      const { status, text, headers: said } = await gateway.call({ method: 'GET', path, headers });
      return [status, said.get('access-control-allow-origin'), text.replace(/"callId":"[^"]+"/, '')];
    };
    for (const [path, status] of [
      ['/v1/events', 401],
      ['/v1/nothing', 404],
    ] as const) {
      const answer = await told(path, { origin: stranger });
      expect(answer.slice(0, 2)).toEqual([status, '*']);
      expect(await told(path, {})).toEqual(answer);
    }
  });
});
