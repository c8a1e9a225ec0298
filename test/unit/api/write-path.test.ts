import { requestRecordId } from '#requests/request-record';
import { TransportError } from '#att/transport';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayRig, solutionProvider, type GatewayRig } from '../../support/gateway-rig';
import { makeUpDate, passTime } from '../../support/made-up-date';
import { simulatedAtt, type SimulatedAtt } from '../../../tools/simulator/in-process';
import type { Client } from '../../support/dynalite-client';

const quote = { spId: solutionProvider, opportunityName: 'Internet' };
const operation = 'apex-create-quote';

let client: Client;
let att: SimulatedAtt;
let rig: GatewayRig;
beforeAll(async () => {
  makeUpDate();
  client = await dynaliteClient();
});
afterAll(() => jest.useRealTimers());
let run = 0;
const keyOf = (name: string): string => `${name}-${run}`;
beforeEach(() => {
  run += 1;
  att = simulatedAtt();
  rig = gatewayRig({ client, transport: att.transport });
});

const inFlight = (): { rig: GatewayRig; asked: Promise<unknown>; answer: () => void } => {
  const [held, asked] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const transport: typeof att.transport = async (request, deadlineMs) => {
    asked.resolve(undefined);
    await held.promise;
    return att.transport(request, deadlineMs);
  };
  return { rig: gatewayRig({ client, transport }), asked: asked.promise, answer: () => held.resolve(undefined) };
};

describe('the same key again', () => {
  it('gets the first answer byte for byte and asks AT&T nothing', async () => {
    const [key, body] = [keyOf('twice'), '{"opportunityName": "Internet", "termYears": 3.0}'];
    const first = await rig.call(operation, { key, body });
    const second = await rig.call(operation, { key, body });
    expect(first.status).toBe(200);
    expect(second).toMatchObject({ status: 200, text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(second.headers['x-request-record']).toBe(first.headers['x-request-record']);
    expect(att.calls).toHaveLength(1);
  });

  it('is the same with members in another order and other white space', async () => {
    const key = keyOf('order');
    await rig.call(operation, { key, body: '{"spId":"A-06399x","opportunityName":"Internet"}' });
    const again = await rig.call(operation, { key, body: '{ "opportunityName" : "Internet",\n "spId":"A-06399x" }' });
    expect(again).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
  });

  it('gets a refusal of AT&T’s again as well, with its content type', async () => {
    const [key, body] = [keyOf('refused'), { ...quote, subAccountId: 'ATT001' }];
    const first = await rig.call('alliance-create-quote', { key, body });
    const second = await rig.call('alliance-create-quote', { key, body });
    expect(first).toMatchObject({ status: 422, headers: { 'content-type': 'application/problem+json' } });
    expect(second.headers['content-type']).toBe('application/problem+json');
    expect(second.text).toBe(first.text);
    expect(att.calls).toHaveLength(1);
  });

  it.each([
    ['another member', { ...quote, opportunityName: 'Other' }],
    ['a member more', { ...quote, note: null }],
    ['a number written otherwise', { ...quote, termYears: 1 }],
  ])('with %s is 422 idempotency-key-reused', async (_, other) => {
    const key = keyOf('reused');
    await rig.call(operation, { key, body: quote });
    const answer = await rig.call(operation, { key, body: other });
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(att.calls).toHaveLength(1);
  });

  it('of another Solution Provider’s operation or of another operation is another request', async () => {
    const key = keyOf('shared');
    await rig.call(operation, { key, body: quote });
    expect(await rig.call('alliance-create-quote', { key, body: quote })).toMatchObject({ status: 200 });
    expect(att.calls).toHaveLength(2);
    expect(requestRecordId('SP-A', operation, key)).not.toBe(requestRecordId('SP-B', operation, key));
  });

  it('while the first is in flight is 409 with a Retry-After of 1 to 5 seconds', async () => {
    const key = keyOf('busy');
    const busy = inFlight();
    const first = busy.rig.call(operation, { key, body: quote });
    await busy.asked;
    const second = await rig.call(operation, { key, body: quote });
    expect(second).toMatchObject({ status: 409, body: { code: 'request-in-progress' } });
    expect(Number(second.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(second.headers['retry-after'])).toBeLessThanOrEqual(5);
    busy.answer();
    expect((await first).status).toBe(200);
    expect((await rig.call(operation, { key, body: quote })).text).toBe((await first).text);
  });

  it('50 times at once asks AT&T once; everybody gets the one answer or is told to wait', async () => {
    const key = keyOf('fifty');
    const answers = await Promise.all(Array.from({ length: 50 }, () => rig.call(operation, { key, body: quote })));
    expect(att.calls).toHaveLength(1);
    const [done, ...others] = answers.filter(({ status }) => status === 200);
    for (const other of others) expect(other.text).toBe(done?.text);
    expect(
      answers.filter(({ status }) => status !== 200).every(({ body }) => body['code'] === 'request-in-progress'),
    ).toBe(true);
    const later = await Promise.all(Array.from({ length: 50 }, () => rig.call(operation, { key, body: quote })));
    expect(new Set(later.map(({ text }) => text))).toEqual(new Set([done?.text]));
    expect(att.calls).toHaveLength(1);
  });
});

describe('a write whose answer never came', () => {
  const losing = (mayHaveArrived: boolean, isDone: boolean): GatewayRig =>
    gatewayRig({
      client,
      transport: async (request, deadlineMs) => {
        if (isDone) await att.transport(request, deadlineMs);
        throw new TransportError(mayHaveArrived ? 'timeout' : 'connect', mayHaveArrived);
      },
    });

  it('is 202 with the address of its record, again and again, and is never sent a second time', async () => {
    const key = keyOf('lost');
    const first = await losing(true, true).call(operation, { key, body: quote });
    const again = await rig.call(operation, { key, body: quote });
    const location = `/v1/requests/${requestRecordId(solutionProvider, operation, key)}`;
    for (const answer of [first, again]) {
      expect(answer).toMatchObject({
        status: 202,
        headers: { location, 'retry-after': '30', 'x-request-record': location },
        body: { outcome: 'unknown', evidence: ['AT&T gave no answer: timeout.'] },
      });
    }
    expect(att.calls).toHaveLength(1);
  });

  it('frees its key when not a byte can have arrived', async () => {
    const key = keyOf('unreached');
    const first = await losing(false, false).call(operation, { key, body: quote });
    expect(first).toMatchObject({ status: 503, body: { code: 'upstream-unavailable', retryable: true } });
    expect(await rig.request(requestRecordId(solutionProvider, operation, key))).toMatchObject({
      status: 200,
      body: { outcome: 'not-sent' },
    });
    expect(await rig.call(operation, { key, body: quote })).toMatchObject({ status: 200 });
  });

  it('is unknown, too, when its process died and its time is over', async () => {
    const key = keyOf('died');
    const dying = inFlight();
    void dying.rig.call(operation, { key, body: quote });
    await dying.asked;
    passTime(36_000);
    expect(await rig.call(operation, { key, body: quote })).toMatchObject({
      status: 202,
      body: { outcome: 'unknown' },
    });
    expect(att.calls).toHaveLength(0);
  });

  it('can be sent again under its key once AT&T is known not to have done it', async () => {
    const key = keyOf('reclaimed');
    await losing(true, false).call(operation, { key, body: quote });
    const record = await rig.requests.find(requestRecordId(solutionProvider, operation, key));
    await rig.requests.transition(record!, { outcome: 'not-applied', evidence: 'not there' });
    expect(await rig.call(operation, { key, body: { ...quote, opportunityName: 'Other' } })).toMatchObject({
      status: 422,
    });
    expect(await rig.call(operation, { key, body: quote })).toMatchObject({ status: 200 });
    expect(att.calls).toHaveLength(1);
  });
});

describe('keys', () => {
  it('are needed where a write makes something', async () => {
    expect(await rig.call(operation, { body: quote })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-required' },
    });
    expect(att.calls).toHaveLength(0);
  });

  it.each(['with blank', 'ü', 'x'.repeat(256), 'tab\t'])('like %j are refused', async (key) => {
    const answer = await rig.call(operation, { key, body: quote });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(answer.text).toContain('header idempotency-key');
  });

  it.each(['x', 'x'.repeat(255), '8e03978e-40d5-43dd-bc93-6894a57f9324', '{"a":1}'])(
    'like %j are taken',
    async (key) => {
      expect(await rig.call(operation, { key: `${key.slice(0, 250)}${run}`, body: quote })).toMatchObject({
        status: 200,
      });
    },
  );

  it('are not used up by a request that was not sound', async () => {
    const key = keyOf('unsound');
    expect(await rig.call(operation, { key, body: '{"spId":1}' })).toMatchObject({ status: 400 });
    expect(await rig.call(operation, { key, body: quote })).toMatchObject({ status: 200 });
  });
});

describe('the record of a write', () => {
  it('shows AT&T’s answer with AT&T’s own digits, to its Solution Provider only', async () => {
    const key = keyOf('shown');
    const { headers } = await rig.call('alliance-check-credit', { key, body: { quoteId: '0Q0KQ000000CvYs0AK' } });
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    const shown = await rig.request(requestId);
    expect(shown).toMatchObject({ status: 200, body: { requestId, outcome: 'succeeded' } });
    expect(shown.text).toContain('"casApplicationNumber":311017367245');
    const stranger = await rig.request(requestId, { solutionProvider: 'SP-B' });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'request-not-found' } });
  });
});
