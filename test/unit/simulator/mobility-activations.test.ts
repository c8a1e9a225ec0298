import { imeiOf } from '../../support/imei';
import { activationOf, createMobilityWorld, type MobilityWorld, type Told } from '../../support/mobility-world';

let at: MobilityWorld;
beforeEach(() => {
  at = createMobilityWorld();
});

const activate = (device: object = {}, more: object = {}): Told =>
  at.ask('activate-service', { body: activationOf(device, more) });
const accepted = (device: object = {}, more: object = {}): string => {
  const told = activate(device, more);
  expect(told).toMatchObject({ status: 202, outcome: 'succeeded', body: { requestStatus: 'pending' } });
  return told.body.requestId as string;
};
const read = (requestId: string): Told['body'] =>
  at.ask('get-service-activation', { path: { activationId: requestId } }).body;
const lineOf = (requestId: string): Record<string, unknown> =>
  (read(requestId).lines as Record<string, unknown>[])[0] ?? {};

describe('an activation', () => {
  it('is pending, then reserved with a number, then active with a line', () => {
    const id = accepted({ sim: '89014103200000007777' }, { featureCodes: ['HOTSPOT'] });
    at.advance('PT14M');
    expect(lineOf(id)).toEqual({ subscriberNumber: null, status: 'pending' });
    at.advance('PT1M');
    expect(lineOf(id)).toMatchObject({ subscriberNumber: expect.stringMatching(/^21255501/), status: 'reserved' });
    expect(at.ask('get-line-details', { query: { sim: '89014103200000007777' } }).body.lines).toEqual([]);
    at.advance('PT45M');
    expect(read(id).requestStatus).toBe('active');
    expect(at.ask('get-line-details', { query: { sim: '89014103200000007777' } }).body.lines).toMatchObject([
      {
        subscriberNumber: lineOf(id).subscriberNumber,
        status: 'active',
        ratePlan: { code: 'UNLIMITED-A', effectiveDate: '2026-11-10T13:00:00+0000' },
        features: [{ code: 'HOTSPOT' }],
      },
    ]);
  });

  it('gives each of many a number of its own', () => {
    const ids = Array.from({ length: 150 }, (_, index) => accepted({ sim: `890141032000000${20_000 + index}` }));
    at.advance('P1D');
    expect(new Set(ids.map((id) => lineOf(id).subscriberNumber)).size).toBe(150);
    expect(ids.every((id) => read(id).requestStatus === 'active')).toBe(true);
  });

  it('keeps a chosen number from the start, and only one can have it', () => {
    const chosen = { subscriberNumber: '2125550140' };
    const [first, second] = [
      accepted({ sim: '89014103200000007001' }, chosen),
      accepted({ sim: '89014103200000007002' }, chosen),
    ];
    expect(lineOf(first)).toEqual({ subscriberNumber: '2125550140', status: 'reserved' });
    at.advance('P1D');
    expect(read(first).requestStatus).toBe('active');
    expect(lineOf(second)).toMatchObject({ status: 'rejected', reasonCode: 'NUMBER_NOT_AVAILABLE' });
    const vanity = { mode: 'vanity', serviceZip: '10001', npaNxx: '212555', newSubscriberNumber: '2125550140' };
    expect(at.ask('change-number', { path: { subscriberNumber: '2125550106' }, body: vanity }).outcome).toBe(
      'rejected',
    );
  });

  it.each([
    ['a SIM in use', { sim: '89014103200000000901' }, 'SIM_IN_USE'],
    ['the SIM of a live line', { sim: '89014103200000000103' }, 'SIM_IN_USE'],
    ['a SIM nobody knows', { sim: '89014103200000000902' }, 'SIM_UNKNOWN'],
    ['an old SIM', { sim: '89014103200000000903' }, 'SIM_EXPIRED'],
    ['an uncertified device', { imei: imeiOf('35209903') }, 'DEVICE_NOT_CERTIFIED'],
    ['a stolen device', { imei: imeiOf('35209904') }, 'DEVICE_BLOCKED'],
    [
      'an eSIM for a device without one',
      { imei: imeiOf('35209902'), sim: undefined, eid: '89049032000000000000000000000260' },
      'ESIM_NOT_SUPPORTED',
    ],
  ])('with %s is rejected after a while', (_, device, reasonCode) => {
    const id = accepted(device);
    at.advance('PT15M');
    expect(read(id).requestStatus).toBe('rejected');
    expect(lineOf(id)).toMatchObject({ subscriberNumber: null, status: 'rejected', reasonCode });
    at.advance('P30D');
    expect(read(id).requestStatus).toBe('rejected');
  });

  it('may be stuck, or in a status nobody knows', () => {
    const [stuck, odd] = [accepted({ sim: '89014103200000000905' }), accepted({ sim: '89014103200000000906' })];
    at.advance('PT1H');
    expect([read(stuck).requestStatus, read(odd).requestStatus]).toEqual(['pending', 'provisioning-review']);
    at.advance('P1D');
    expect([read(stuck).requestStatus, read(odd).requestStatus]).toEqual(['pending', 'active']);
  });

  it.each([
    [{ billingAccountNumber: '287300009999' }, 404],
    [{ billingAccountNumber: '287300000090' }, 409],
    [{ ratePlanCode: 'PLAN-UNKNOWN' }, 400],
  ])('with %j is refused outright', (more, status) => {
    expect(activate({}, more)).toMatchObject({ status, outcome: 'rejected' });
  });

  it('can be for an account that was just created', () => {
    const body = { name: { businessName: 'Example Freight LLC' }, address: { street: '1 Example Avenue' } };
    const created = at.ask('create-billing-account', { body }).body.billingAccountNumber as string;
    expect(created).toMatch(/^\d{12}$/);
    const id = accepted({}, { billingAccountNumber: created });
    at.advance('PT2H');
    expect(at.ask('list-subscribers', { query: { billingAccountNumber: created } }).body).toMatchObject({
      totalCount: 1,
      subscribers: [{ subscriberNumber: lineOf(id).subscriberNumber }],
    });
  });
});
