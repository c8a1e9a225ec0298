import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { startLocalGateway, type Answer, type LocalGateway } from '../support/local-gateway';

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway({ args: ['--tenants', join(__dirname, 'tenants'), '--tenant', 'unhurried'] });
});
afterAll(() => gateway.remove());

const check = (quoteId: string, key: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const path = '/v1/ordering/apex/credit-checks';
  const body = { quoteId, spId: 'A-06399x' };
  return gateway.call({ path, client: 'demo-single', body, headers: { 'idempotency-key': key, ...headers } });
};
const quotes = ['0Q0dx000002BpxKCAS', '0Q0dx000002UEnZCAW'] as const;
const read = (path: string): Promise<Answer> => gateway.call({ method: 'GET', path, client: 'demo-single' });

/** AT&T’s next answer comes so late. */
const answersLate = (delayMs: number) =>
  gateway.sim('POST faults', { operation: 'apex-check-credit', fault: { delayMs }, times: 1 });

const events = z.object({ events: z.array(z.looseObject({ type: z.string() })) });
const typesOfRequests = async (): Promise<string[]> =>
  events
    .parse((await read('/v1/events')).json)
    .events.map(({ type }) => type)
    .filter((type) => type.startsWith('request.'));

it('AT&T’s answer to a write is kept and told of, though its caller did not wait; one that is waited for is the answer', async () => {
  const waited = await check(quotes[0], 'k-1');
  expect([waited.status, waited.headers.get('preference-applied')]).toEqual([200, null]);

  await answersLate(1_500);
  const { status, headers, json } = await check(quotes[1], 'k-2', { prefer: 'respond-async' });
  expect(status).toBe(202);
  expect(headers.get('preference-applied')).toBe('respond-async');
  expect(json).toMatchObject({ outcome: 'in-flight' });

  while ((await typesOfRequests()).length === 0) await sleep(200);
  expect(await typesOfRequests()).toEqual(['request.succeeded']);
  const followed = await gateway.call({ method: 'GET', link: headers.get('location'), client: 'demo-single' });
  expect(followed.json).toMatchObject({ outcome: 'succeeded', answer: { status: 200 } });
  const again = await check(quotes[1], 'k-2', { prefer: 'respond-async' });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect(await gateway.received()).toHaveLength(2);
});
