import type { Server } from 'node:http';
import { createGateway } from '../../../tools/local/gateway/server';
import { createRouter } from '../../../tools/local/gateway/router';
import { servedRoutes } from '../../../tools/local/gateway/served-routes';
import { close, listen, loopback } from '../../../tools/loopback/listen';

/** A local gateway whose functions answer at once. */
let server: Server;
let port: number;
/** How often somebody has asked whether there is room for a write. */
let asked = 0;
beforeAll(async () => {
  server = createGateway({
    ...{ stage: 'uat', mount: '', crossOrigin: undefined, router: createRouter(servedRoutes) },
    authorize: () =>
      Promise.resolve(Object.assign({} as Record<string, string>, { principalId: 'a', integrationLatency: 0 })),
    functions: { of: () => Promise.resolve(() => Promise.resolve({ statusCode: 200, body: '{}' })) },
    referencePage: () => false,
    room: () => {
      asked += 1;
      return Promise.resolve();
    },
  }).server;
  port = await listen(server, 0);
});
afterAll(() => close(server));

/** Methods and paths of which that many calls ask for room. */
const askingFor = async (calls: readonly (readonly [method: string, path: string])[], times: 0 | 1) => {
  const those: string[] = [];
  for (const [method, path] of calls) {
    const before = asked;
    const { status } = await fetch(`http://${loopback}:${port}${path.replaceAll(/\{\w+\}/g, '1')}`, { method });
    expect(status).toBe(200);
    if (asked - before === times) those.push(`${method} ${path}`);
  }
  return those;
};

const named = (calls: readonly (readonly [string, string])[]): string[] => calls.map((call) => call.join(' '));

const callsOf = (isWrite: boolean) =>
  servedRoutes
    .filter(({ route }) => ('idempotency' in route ? route.idempotency !== 'safe' : route.method !== 'GET') === isWrite)
    .map(({ route: { method, path } }) => [method, path] as const);

it('has no read wait for room: not those that are POSTs, and no HEAD', async () => {
  const reads = [...callsOf(false), ['HEAD', '/v1/tracking/orders'] as const];
  expect(reads.filter(([method]) => method === 'POST').length).toBeGreaterThan(2);
  expect(await askingFor(reads, 0)).toEqual(named(reads));
});

it('has every write wait for room', async () => {
  expect(await askingFor(callsOf(true), 1)).toEqual(named(callsOf(true)));
});
