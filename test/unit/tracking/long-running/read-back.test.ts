import { operations, operationById, type OperationId } from '#operations/registry';
import type { Operation, ReadBackVerdict } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import type { ParsedRequest } from '#domain/parsed-request';
import { TransportError } from '#att/transport';
import { mobilityRig, portInBody, portInsAtAtt, wireAnswer } from './mobility-rig';

const path = { portInId: 'PORT-1' };

const opened = async (state: Parameters<typeof portInsAtAtt>[0]) => {
  const att = portInsAtAtt(state);
  const rig = await mobilityRig(att);
  await rig.call('request-port-in', { body: portInBody(), key: 'first' });
  return { att, rig };
};

describe('a correction AT&T called done', () => {
  it('is a success when a read shows it', async () => {
    const { att, rig } = await opened({ word: 'pending', shown: { billingZip: '10002' } });
    const { status, headers } = await rig.call('update-port-in', { path, body: { billingZip: '10002' } });
    expect([status, headers['warning'], att.timesAsked('get-port-in')]).toEqual([200, undefined, 1]);
  });

  it('is not-applied when every read shows the old value, and the same key may be used again', async () => {
    const state = { word: 'pending', shown: { billingZip: '10001' } };
    const { att, rig } = await opened(state);
    const update = () => rig.call('update-port-in', { path, body: { billingZip: '10002' }, key: 'correct' });
    const lost = await update();
    expect([lost.status, lost.body['code'], lost.body['retryable']]).toEqual([409, 'not-applied', true]);
    expect(att.timesAsked('get-port-in')).toBe(3);
    expect(rig.metrics.emitted.filter(({ values }) => values.WritesNotApplied === 1)).toHaveLength(1);
    const record = await rig.request(String(lost.headers['x-request-record']).split('/').at(-1)!);
    expect(record.body).toMatchObject({ outcome: 'not-applied' });
    state.shown = { billingZip: '10002' };
    expect((await update()).status).toBe(200);
    expect(att.timesAsked('update-port-in')).toBe(2);
    expect((await rig.portIn('PORT-1')).body).toMatchObject({ pending: {} });
  });

  it('is judged by what can be compared: a text that quoted a secret is stored without it', async () => {
    const [pin, description] = ['739105', 'He says the PIN is 739105'];
    const body = { description, oldServiceProvider: { pin } };
    const { att, rig } = await opened({ word: 'pending', shown: { description } });
    const { status } = await rig.call('update-port-in', { path, body });
    expect([status, att.timesAsked('update-port-in')]).toEqual([200, 1]);
  });

  it('is a success when AT&T shows it a moment later', async () => {
    const { att, rig } = await opened(undefined);
    let reads = 0;
    att.replies['get-port-in'] = () =>
      wireAnswer(200, { id: 'PORT-1', state: 'pending', billingZip: (reads += 1) > 1 ? '10002' : '10001' });
    expect((await rig.call('update-port-in', { path, body: { billingZip: '10002' } })).status).toBe(200);
    expect(reads).toBe(2);
  });

  it.each([
    ['cannot be seen', () => wireAnswer(200, { id: 'PORT-1', state: 'pending' })],
    ['cannot be read', () => wireAnswer(404, { message: 'not found' })],
    ['cannot be asked for', () => new TransportError('timeout', true)],
  ])('is a success with a warning when it %s', async (_, reply) => {
    const { att, rig } = await opened(undefined);
    att.replies['get-port-in'] = reply;
    const body = { oldServiceProvider: { pin: '739105' } };
    const { status, headers } = await rig.call('update-port-in', { path, body });
    expect([status, headers['warning']]).toEqual([
      200,
      '299 - "AT&T called it done; a read does not show whether it is"',
    ]);
  });
});

describe('a cancellation AT&T called done', () => {
  it('is not-applied when the port-in has completed meanwhile', async () => {
    const { rig } = await opened({ word: 'completed', shown: {} });
    const { body } = await rig.call('cancel-port-in', { path, body: {} });
    expect(body['code']).toBe('not-applied');
  });

  it('that has only begun is believed, and shown as cancelling', async () => {
    const { att, rig } = await opened({ word: 'pending', shown: {} });
    att.replies['cancel-port-in'] = () => wireAnswer(200, { state: 'acknowledged' });
    expect((await rig.call('cancel-port-in', { path, body: {} })).status).toBe(200);
    expect((await rig.portIn('PORT-1')).body).toMatchObject({ state: 'cancelling', final: false });
  });
});

const sent = { at: '2026-11-05T09:00:00.000Z' };

/** What the read shows after the write, and what that says of it. */
const verdicts: readonly (readonly [OperationId, Partial<ParsedRequest>, object | undefined, ReadBackVerdict])[] = [
  ['suspend-subscriber', {}, { status: 'suspended' }, 'applied'],
  ['suspend-subscriber', {}, { status: 'active' }, 'not-applied'],
  ['suspend-subscriber', {}, { status: 'ZZ' }, 'undecidable'],
  ['suspend-subscriber', {}, undefined, 'undecidable'],
  ['suspend-subscriber', body({ effectiveDate: '2031-01-01T00:00:00Z' }), { status: 'active' }, 'undecidable'],
  ['resume-subscriber', {}, { status: 'Active' }, 'applied'],
  ['cancel-subscriber', {}, { status: 'canceled' }, 'applied'],
  ['cancel-subscriber', body({ effectiveDate: 'nextBillingCycle' }), { status: 'active' }, 'undecidable'],
  ['restore-subscriber', {}, { status: 'cancelled' }, 'not-applied'],
  [
    'change-number',
    body({ mode: 'system-assigned' }),
    { status: 'active', subscriberNumber: '2125550101' },
    'not-applied',
  ],
  ['change-number', body({ mode: 'system-assigned' }), undefined, 'undecidable'],
  ['update-device', body({ imei: '1', sim: '2' }), { device: { imei: '1', sim: '2' } }, 'applied'],
  ['update-device', body({ imei: '1' }), { device: { imei: '9' } }, 'not-applied'],
  ['update-device', body({ imei: '1', sim: '2' }), { device: { imei: '1', sim: '9' } }, 'undecidable'],
  ['update-device', body({ imei: '1' }), {}, 'undecidable'],
  [
    'transfer-billing-responsibility',
    body({ targetBillingAccountNumber: 'B' }),
    { billingAccountNumber: 'B' },
    'applied',
  ],
  [
    'transfer-billing-responsibility',
    body({ targetBillingAccountNumber: 'B' }),
    { billingAccountNumber: 'A' },
    'not-applied',
  ],
  ['update-subscriber-information', body({ name: { lastName: 'X' } }), { name: { lastName: 'x ' } }, 'applied'],
  ['update-subscriber-information', body({ contact: { email: 'a@b' } }), { name: {} }, 'undecidable'],
  ['change-rate-plan', body({ ratePlanCode: 'P2' }), { ratePlan: { code: 'P2' } }, 'applied'],
  ['change-rate-plan', body({ ratePlanCode: 'P2' }), { ratePlan: { code: 'P1' } }, 'not-applied'],
  ['change-features', body({ add: ['A'], remove: ['B'] }), { features: [{ code: 'A' }] }, 'applied'],
  ['change-features', body({ add: ['A'] }), { features: [{ code: 'B' }] }, 'not-applied'],
  ['change-features', body({ add: ['A'], remove: ['B'] }), { features: [{ code: 'A' }, { code: 'B' }] }, 'undecidable'],
  ['remove-static-ip', {}, { staticIp: null }, 'applied'],
  ['remove-static-ip', {}, { staticIp: '192.0.2.1' }, 'not-applied'],
  ['remove-static-ip', {}, {}, 'undecidable'],
];

function body(value: object): Partial<ParsedRequest> {
  return { body: { value, text: JSON.stringify(value) } };
}

it.each(verdicts)('%s %j: the line shows %j, so it is %s', (id, parts, line, verdict) => {
  const request: ParsedRequest = { path: { subscriberNumber: '2125550101' }, query: {}, ...parts };
  const rule = operationById(id).readBack!;
  expect(rule.request(request)).toEqual([{ path: {}, query: { subscriberNumber: '2125550101' } }]);
  expect(rule.verdict({ lines: line === undefined ? [] : [line] }, request, sent)).toBe(verdict);
});

it.each([
  [{ address: { city: 'Boston' } }, { address: { city: 'BOSTON' } }, 'applied'],
  [{ address: { city: 'Boston' } }, { address: { city: 'New York' } }, 'not-applied'],
  [{ contact: { email: 'a@b' } }, {}, 'undecidable'],
])('a billing account changed by %j that shows %j: %s', (wanted, shown, verdict) => {
  const request: ParsedRequest = { path: { billingAccountNumber: 'B' }, query: {}, ...body(wanted) };
  expect(operationById('update-billing-account').readBack!.verdict(shown, request, sent)).toBe(verdict);
});

it('compares nothing with a masked secret', () => {
  const request: ParsedRequest = { path, query: {}, ...body({ oldServiceProvider: { pin: '[secret]' } }) };
  const { verdict } = operationById('update-port-in').readBack!;
  expect(verdict({ state: 'pending', oldServiceProvider: { pin: '1' } }, request, sent)).toBe('undecidable');
  expect(verdict({ state: 'CT' }, request, sent)).toBe('not-applied');
});

it('asks a read that is served, of the same family', () => {
  for (const operation of operations) {
    for (const { by } of readBacksOf(operation)) {
      expect(operations).toContain(by);
      expect([by.idempotency, by.family]).toEqual(['safe', operation.family]);
    }
  }
});

it('asks no other read where it confirms by one', () => {
  for (const { id, readBack } of operations as readonly Operation[])
    expect([id, readBack?.confirms === true && readBack.orElse !== undefined]).toEqual([id, false]);
});
