import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { gatewayRig, type GatewayRig } from '../../support/gateway-rig';
import { simulatedAtt, type SimulatedAtt } from '../../../tools/simulator/in-process';
import { walkTo } from '../../support/walk-order';

let client: Client;
let att: SimulatedAtt;
let rig: GatewayRig;
beforeAll(async () => {
  client = await dynaliteClient();
});
let run = 0;
beforeEach(() => {
  att = simulatedAtt();
  att.simulation.world.reset(`attest ${(run += 1)}`);
  rig = gatewayRig({ client, transport: att.transport });
});

const elsewhere = (): string => `0Q0-elsewhere-${run}`;

describe('attesting', () => {
  it('the signature lets the order be created, and shows who said so', async () => {
    const { ids, body } = await walkTo(rig, att, 'apex-create-contract', `signed-${run}`);
    await rig.call('apex-create-contract', { key: `contract-${run}`, body });
    const answer = await rig.attest(ids.quoteId, { fact: 'signature', value: 'signed', evidence: 'envelope 527957' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        state: 'contract-signed',
        facts: { signature: { value: 'signed', provenance: 'attested', by: 'client-a', evidence: 'envelope 527957' } },
      },
    });
    const next = answer.body['nextSteps'] as { operation: string; available: boolean }[];
    expect(next).toContainEqual(expect.objectContaining({ operation: 'apex-create-order', available: true }));
    expect(answer.headers['etag']).toBe(`"${(answer.body['timeline'] as unknown[]).length}"`);
  });

  it('of an order born elsewhere needs its program, and takes it in', async () => {
    const unknown = await rig.attest(elsewhere(), { fact: 'credit', value: 'approved' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    expect(unknown.body['hint']).toContain('program');
    const adopted = await rig.attest(elsewhere(), { fact: 'credit', value: 'approved', program: 'alliance' });
    expect(adopted).toMatchObject({
      status: 200,
      body: {
        origin: 'elsewhere',
        program: 'alliance',
        state: 'credit-approved',
        facts: { order: { value: 'unknown' } },
      },
    });
  });

  it('an order with its ids lets its sub-orders go on', async () => {
    const { ids } = await walkTo(rig, att, 'apex-reserve-port', `ids-${run}`);
    const [quoteId, orderId, subOrderId] = [elsewhere(), `801-order-${run}`, `801-sub-${run}`];
    const fact = { fact: 'order', value: 'created', program: 'apex', orderId, subOrderIds: [subOrderId] };
    expect(await rig.attest(quoteId, fact)).toMatchObject({
      status: 200,
      body: { orderId, subOrderIds: [subOrderId] },
    });
    const taken = await rig.attest(quoteId, { ...fact, subOrderIds: [ids.subOrderId!] });
    expect(taken).toMatchObject({ status: 409, body: { code: 'fact-already-known' } });
  });

  it('what contradicts AT&T’s answer is refused', async () => {
    const { ids } = await walkTo(rig, att, 'alliance-create-contract', `late-${run}`);
    for (const value of ['declined', 'requested']) {
      expect(await rig.attest(ids.quoteId, { fact: 'credit', value })).toMatchObject({
        status: 409,
        body: { code: 'fact-already-known', detail: `The order already has a later \`credit\` than \`${value}\`.` },
      });
    }
  });

  it('the same again changes nothing', async () => {
    const fact = { fact: 'signature', value: 'signed', program: 'apex' };
    const first = await rig.attest(elsewhere(), fact);
    const second = await rig.attest(elsewhere(), fact);
    expect(second.text).toBe(first.text);
  });
});

describe('If-Match', () => {
  const fact = { fact: 'endCustomer', value: 'assigned' };
  const seen = async (): Promise<string> => {
    const { headers } = await rig.attest(elsewhere(), { fact: 'credit', value: 'requested', program: 'apex' });
    return String(headers['etag']);
  };

  it('with the version that was read, and with *, is taken', async () => {
    const etag = await seen();
    expect(await rig.attest(elsewhere(), fact, { headers: { 'If-Match': etag } })).toMatchObject({ status: 200 });
    const more = { fact: 'credit', value: 'approved' };
    expect(await rig.attest(elsewhere(), more, { headers: { 'if-match': '*' } })).toMatchObject({ status: 200 });
  });

  it.each(['"1"', '"999"', 'W/"2"', '"1", "3"', '""', '"x"'])(
    'of %s is 412, and nothing is recorded',
    async (value) => {
      await seen();
      const answer = await rig.attest(elsewhere(), fact, { headers: { 'If-Match': value } });
      expect(answer).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
      expect((await rig.order(elsewhere())).body).toMatchObject({ facts: { endCustomer: { value: 'unknown' } } });
    },
  );
});

describe('an attestation that is not sound', () => {
  it.each([
    ['a value the fact does not take', { fact: 'signature', value: 'yes' }, '/value'],
    ['a fact there is not', { fact: 'price', value: '1' }, '/fact'],
    ['a fact of a sub-order without one', { fact: 'handoff', value: 'done' }, '/subOrderId'],
    ['a fact of the order with a sub-order', { fact: 'credit', value: 'approved', subOrderId: 's' }, '/subOrderId'],
    ['an order without its id', { fact: 'order', value: 'created' }, '/orderId'],
    ['a time that is none', { fact: 'credit', value: 'approved', at: 'yesterday' }, '/at'],
    ['a time without offset', { fact: 'credit', value: 'approved', at: '2026-11-02T12:00:00' }, '/at'],
    ['a program there is not', { fact: 'credit', value: 'approved', program: 'aiab' }, '/program'],
  ])('is refused for %s', async (_, body, pointer) => {
    const answer = await rig.attest(elsewhere(), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer }] } });
  });

  it('is refused for a member that is not known, rather than half understood', async () => {
    expect(await rig.attest(elsewhere(), { fact: 'credit', value: 'approved', provenance: 'observed' })).toMatchObject({
      status: 400,
    });
  });

  it('takes a time with an offset and keeps it in UTC', async () => {
    const body = { fact: 'credit', value: 'approved', program: 'apex', at: '2026-11-02T06:00:00-06:00' };
    expect((await rig.attest(elsewhere(), body)).body).toMatchObject({
      facts: { credit: { at: '2026-11-02T12:00:00.000Z' } },
    });
  });
});
