import { isVersioned } from '#api/open-call';
import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { dynaliteClient } from '../../support/dynalite-client';
import { everyWrite, everyWriteRig } from '../../support/every-write';
import { gatewayRig } from '../../support/gateway-rig';
import { putLongRunning, registered } from '../../support/own-route-items';
import { ownRoutesRig } from '../../support/own-routes';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { walkTo } from '../../support/walk-order';
import { mobilityRig, portInBody, portInsAtAtt } from '../tracking/long-running/mobility-rig';

const versioned = new Set<string>([
  ...operations.filter(isVersioned).map(({ id }) => id),
  ...ownRoutes.filter(({ takesIfMatch }) => takesIfMatch).map(({ id }) => id),
]);

describe('a condition that a write does not heed', () => {
  let rig: Awaited<ReturnType<typeof everyWriteRig>>;
  beforeAll(async () => {
    rig = await everyWriteRig();
  });

  it.each(everyWrite)('%s: is refused by name, and nothing is done', async (id) => {
    const names = ['If-None-Match', 'If-Unmodified-Since', ...(versioned.has(id) ? [] : ['If-Match'])];
    for (const name of names) {
      const { status, body } = await rig.call(id, { headers: { [name]: '*' } });
      expect({ status, ...body }).toMatchObject({
        status: 400,
        code: 'invalid-request',
        errors: [{ parameter: `header ${name.toLowerCase()}` }],
      });
    }
    expect(rig.done()).toEqual([]);
  });

  it.each([...versioned])('%s: is an If-Match that cannot be read, or can never hold', async (id) => {
    const tooMany = Array.from({ length: 11 }, (_, index) => `"${index}"`).join();
    for (const tag of ['', ' , ', '3', "'3'", '"3', '"3" "4"', '*, "3"', tooMany]) {
      const { status, body } = await rig.call(id, { headers: { 'If-Match': tag } });
      expect({ tag, status, ...body }).toMatchObject({ tag, status: 400, errors: [{ parameter: 'header if-match' }] });
    }
    for (const tag of ['W/"3"', '"x"', '""'])
      expect(await rig.call(id, { headers: { 'If-Match': tag } })).toMatchObject({
        status: 412,
        body: { code: 'precondition-failed' },
      });
    expect(rig.done()).toEqual([]);
  });
});

describe('If-Match on a port-in', () => {
  const opened = async () => {
    const att = portInsAtAtt();
    const rig = await mobilityRig(att);
    await rig.call('request-port-in', { body: portInBody('2125550300'), key: 'open' });
    const correct = (tag: string | string[], key: string) =>
      rig.call('update-port-in', {
        path: { portInId: 'PORT-1' },
        body: { billingZip: '10002' },
        key,
        headers: { 'If-Match': tag },
      });
    const etag = String((await rig.portIn('PORT-1')).headers?.['etag']);
    return { att, rig, correct, etag };
  };

  it('of another version is 412 and asks AT&T nothing; the key is free for another try', async () => {
    const { att, correct, etag } = await opened();
    expect(await correct('"999"', 'key')).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect(att.timesAsked('update-port-in')).toBe(0);
    expect((await correct(etag, 'key')).status).toBe(200);
  });

  it.each([
    ['a list', (etag: string) => `"998", ${etag}, W/"999"`],
    ['several lines', (etag: string) => ['"998"', etag]],
    ['*', () => '*'],
  ])('is taken when it is %s that holds', async (_, tags) => {
    const { correct, etag } = await opened();
    expect((await correct(tags(etag), 'key')).status).toBe(200);
  });

  it('of a repeat does not matter: the first answer is given again, though it has changed the version', async () => {
    const { rig, correct, etag } = await opened();
    const first = await correct(etag, 'key');
    await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
    expect(await correct(etag, 'key')).toMatchObject({ status: 200, text: first.text });
  });

  it('is checked in the same write that lets the change through', async () => {
    const { att, rig, correct, etag } = await opened();
    rig.client.rest();
    await correct(etag, 'key');
    expect(att.timesAsked('update-port-in')).toBe(1);
    // The claim, the reservation: no read comes before.
    expect(rig.client.sent.slice(0, 2)).toEqual(['PutItem', 'UpdateItem']);
  });
});

describe('If-Match on a step of an order', () => {
  it('of another version is 412 and asks AT&T nothing', async () => {
    const att = simulatedAtt();
    const rig = gatewayRig({ client: await dynaliteClient(), transport: att.transport });
    const { ids, body } = await walkTo(rig, att, 'apex-create-contract');
    const etag = String((await rig.order(ids.quoteId)).headers['etag']);
    const asked = att.calls.length;
    const stale = await rig.call('apex-create-contract', { key: 'c', body, headers: { 'If-Match': '"1"' } });
    expect([stale.status, stale.body['code'], att.calls.length]).toEqual([412, 'precondition-failed', asked]);
    const current = await rig.call('apex-create-contract', { key: 'c', body, headers: { 'If-Match': etag } });
    expect(current.status).toBe(200);
  });

  it('is 412 when the order is not known at all', async () => {
    const att = simulatedAtt();
    const options = { client: await dynaliteClient(), transport: att.transport, mode: 'advisory' as const };
    const rig = gatewayRig(options);
    const { body } = await walkTo(rig, att, 'apex-enrich-billing');
    const elsewhere = gatewayRig({ ...options, client: await dynaliteClient() });
    const asked = att.calls.length;
    const answer = await elsewhere.call('apex-enrich-billing', { key: 'b', body, headers: { 'If-Match': '"2"' } });
    expect([answer.status, att.calls.length]).toEqual([412, asked]);
  });
});

describe('If-Match on a webhook endpoint', () => {
  it.each(['update-webhook-endpoint', 'delete-webhook-endpoint', 'rotate-webhook-endpoint-secret'])(
    '%s: of another version is 412, and nothing changes',
    async (id) => {
      const rig = await ownRoutesRig();
      const path = { endpointId: await registered(rig) };
      const changed = await rig.call('update-webhook-endpoint', { path, body: { description: 'one' } });
      const [current, before] = [changed.body, await rig.endpoints.find('SP-A', path.endpointId)];
      const stale = { 'If-Match': `"${Number(current['version']) - 1}"` };
      expect(await rig.call(id, { path, headers: stale })).toMatchObject({ status: 412 });
      expect(await rig.endpoints.find('SP-A', path.endpointId)).toEqual(before);
      const headers = { 'If-Match': String(changed.headers['etag']) };
      expect((await rig.call(id, { path, headers })).status).toBe(200);
    },
  );

  it('holds for one of two changes made at the same time', async () => {
    const rig = await ownRoutesRig();
    const path = { endpointId: await registered(rig) };
    const { headers } = await rig.call('update-webhook-endpoint', { path, body: { description: 'one' } });
    const change = (description: string) =>
      rig.call('update-webhook-endpoint', {
        path,
        body: { description },
        headers: { 'If-Match': String(headers['etag']) },
      });
    const answers = await Promise.all(['two', 'three', 'four'].map(change));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  });
});

describe('If-None-Match', () => {
  const tagged = ownRoutes.filter(({ method, answersWithTag }) => method === 'GET' && answersWithTag);

  it.each(tagged.map(({ id }) => id))('%s: is 304 without a body to whoever has the version', async (id) => {
    const rig = await ownRoutesRig();
    const path = await existing[id]!(rig);
    const first = await rig.call(id, { path });
    const etag = String(first.headers['etag']);
    expect(first).toMatchObject({ status: 200, body: { version: Number(etag.slice(1, -1)) } });
    for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, ['"x"', etag], '*'])
      expect(await rig.call(id, { path, headers: { 'If-None-Match': tags } })).toEqual({
        status: 304,
        headers: { etag, 'cache-control': 'no-store', 'x-request-id': 'gateway-1' },
        body: {},
      });
    for (const tags of ['"999"', 'nonsense', ''])
      expect((await rig.call(id, { path, headers: { 'If-None-Match': tags } })).status).toBe(200);
  });

  const existing: Record<string, (rig: Awaited<ReturnType<typeof ownRoutesRig>>) => Promise<Record<string, string>>> = {
    'get-tracked-order': async (rig) => {
      await rig.call('attest-order-fact', { path: { quoteId: 'Q-1' }, body: { fact: 'credit', value: 'approved', program: 'apex' } }); // prettier-ignore
      return { quoteId: 'Q-1' };
    },
    'get-tracked-port-in': async (rig) => {
      await putLongRunning(rig, 'port-in', 'P-1');
      return { id: 'P-1' };
    },
    'get-tracked-activation': async (rig) => {
      await putLongRunning(rig, 'service-activation', 'A-1', { state: 'pending' });
      return { activationId: 'A-1' };
    },
    'get-tracked-pdp-provisioning': async (rig) => {
      await putLongRunning(rig, 'pdp-provisioning', 'B-1', { state: 'pending' });
      return { batchId: 'B-1' };
    },
  };
});
