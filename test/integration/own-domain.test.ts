import { join } from 'node:path';
import * as z from 'zod';
import { examplesOf } from '#operations/registry';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway({ args: ['--tenants', join(__dirname, 'tenants'), '--tenant', 'own-domain'] });
});
afterAll(() => gateway.remove());

const sample = z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body);

describe('a gateway at a domain of the tenant’s, below a base path', () => {
  it('is called below the base path, and answers as AWS does beside it and at the stage', async () => {
    expect(new URL(gateway.baseUrl).pathname).toBe('/partners');
    for (const path of ['/v1/webhook-endpoints', '/uat/v1/webhook-endpoints', '/partnersv1']) {
      const answer = await fetch(new URL(path, gateway.baseUrl));
      expect([path, answer.status, await answer.json()]).toEqual([path, 403, { message: 'Forbidden' }]);
    }
  });

  it('gives links that lead to what they name, from the address that was called', async () => {
    const answer = await gateway.call({
      client: 'demo-single',
      path: '/v1/ordering/alliance/quotes',
      headers: { 'Idempotency-Key': 'own-domain' },
      body: { ...sample, spId: 'A-06399x' },
    });
    const link = answer.headers.get('x-request-record');
    expect([answer.status, link]).toEqual([200, expect.stringMatching(/^\/partners\/v1\/requests\/\w+$/)]);
    const found = await gateway.call({ client: 'demo-single', method: 'GET', link });
    expect(found.json).toMatchObject({ requestId: link?.split('/').at(-1), outcome: 'succeeded' });
  });

  it('says in its reference where it is', async () => {
    const document = await fetch(new URL('openapi.json', gateway.referenceUrl));
    expect(await document.json()).toMatchObject({ servers: [{ url: '/partners' }] });
  });
});
