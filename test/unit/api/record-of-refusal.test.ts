import { operations } from '#operations/registry';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';

const writes = operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id);

describe('whatever a write is answered with', () => {
  it.each(writes)('%s: names the record that tells the same', async (id) => {
    const rig = gatewayRig({ client: quickClient(), transport: simulatedAtt().transport });
    const { path, body } = exampleCall(id, solutionProvider);
    const parts = { ...(path && { path: path }), ...(body !== undefined && { body }) };
    const seen = new Set<string>();
    for (const key of ['key-1', 'key-1', 'key-2', 'key-2']) {
      const answer = await rig.call(id, { ...parts, key });
      const address = String(answer.headers['x-request-record']);
      expect(address).toMatch(/^\/v1\/requests\/req_/);
      if (answer.status >= 400 && answer.body['code'] !== 'upstream-rejected')
        expect(answer.body['request']).toBe(address);
      const record = await rig.request(address.slice('/v1/requests/'.length));
      expect(record).toMatchObject({ status: 200, body: { operation: id } });
      seen.add(`${answer.status} ${String(record.body['outcome'])}`);
    }
    for (const one of seen)
      expect(['200 succeeded', '201 succeeded', '202 succeeded', '409 not-sent', '422 rejected']).toContain(one);
  });

  it('a key that was used for another request leads to that one', async () => {
    const rig = gatewayRig({ client: quickClient(), transport: simulatedAtt().transport });
    const { body } = exampleCall('apex-create-quote', solutionProvider);
    const first = await rig.call('apex-create-quote', { body, key: 'k' });
    const other = { ...(body as object), opportunityName: 'Another' };
    expect(await rig.call('apex-create-quote', { body: other, key: 'k' })).toMatchObject({
      headers: { 'x-request-record': first.headers['x-request-record'] },
      body: { code: 'idempotency-key-reused', request: first.headers['x-request-record'] },
    });
  });
});
