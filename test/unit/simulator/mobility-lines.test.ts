import type { MobilityId } from '../../support/mobility-operations';
import { imeiOf } from '../../support/imei';
import { createMobilityWorld, type MobilityWorld, type Told } from '../../support/mobility-world';

let at: MobilityWorld;
beforeEach(() => {
  at = createMobilityWorld();
});

const on = (subscriberNumber: string, id: MobilityId, body: object = {}): Told =>
  at.ask(id, { path: { subscriberNumber }, body });
const detailsOf = (subscriberNumber: string): Record<string, unknown> | undefined =>
  (at.ask('get-line-details', { query: { subscriberNumber } }).body.lines as Record<string, unknown>[])[0];
const changes = {
  suspend: 'suspend-subscriber',
  resume: 'resume-subscriber',
  cancel: 'cancel-subscriber',
  restore: 'restore-subscriber',
} as const;
type Change = keyof typeof changes;
const change = (verb: Change, number = '2125550103', body: object = {}): Told => on(number, changes[verb], body);

describe('the status of a line', () => {
  const paths: Readonly<Record<string, readonly Change[]>> = {
    active: [],
    suspended: ['suspend'],
    cancelled: ['cancel'],
  };
  const allowed: Readonly<Record<Change, readonly string[]>> = {
    suspend: ['active'],
    resume: ['suspended'],
    cancel: ['active', 'suspended'],
    restore: ['cancelled'],
  };
  const after: Readonly<Record<Change, string>> = {
    suspend: 'suspended',
    resume: 'active',
    cancel: 'cancelled',
    restore: 'active',
  };
  const cases = Object.keys(paths).flatMap((status) =>
    (Object.keys(changes) as Change[]).map((verb) => ({ status, verb, isAllowed: allowed[verb].includes(status) })),
  );

  it.each(cases)('$status, $verb: allowed $isAllowed', ({ status, verb, isAllowed }) => {
    for (const step of paths[status]!) expect(change(step).outcome).toBe('succeeded');
    const { outcome, body, status: httpStatus } = change(verb);
    expect(outcome).toBe(isAllowed ? 'succeeded' : 'rejected');
    if (isAllowed) expect(body).toMatchObject({ status: 'Success', lineStatus: after[verb] });
    else expect(httpStatus).toBe(verb === 'resume' || verb === 'restore' ? 200 : 409);
    expect(detailsOf('2125550103')?.status).toBe(isAllowed ? after[verb] : status);
  });

  it.each([
    ['P59DT23H', 'succeeded'],
    ['P60D', 'succeeded'],
    ['P60DT1S', 'rejected'],
  ])('a line cancelled %s ago: restoring it has %s', (wait, outcome) => {
    change('cancel');
    at.advance(wait);
    const told = change('restore');
    expect(told.outcome).toBe(outcome);
    if (outcome === 'rejected') expect(told).toMatchObject({ status: 200, body: { errorCode: 'RESTORE_PERIOD_OVER' } });
  });

  it('changes on a date that is ahead, not before', () => {
    const told = change('suspend', '2125550103', { effectiveDate: '2026-11-20T09:00:00+0000' });
    expect(told.body).toMatchObject({ lineStatus: 'active', effectiveDate: '2026-11-20T09:00:00+0000' });
    at.advance('P9D');
    expect(detailsOf('2125550103')?.status).toBe('active');
    at.advance('P1D');
    expect(detailsOf('2125550103')?.status).toBe('suspended');
  });

  it('changes on its date even when the number has changed in between', () => {
    change('cancel', '2125550103', { effectiveDate: 'nextBillingCycle' });
    const vanity = { mode: 'vanity', serviceZip: '10001', npaNxx: '212555', newSubscriberNumber: '2125550160' };
    expect(on('2125550103', 'change-number', vanity).outcome).toBe('succeeded');
    at.advance('P25D');
    expect([detailsOf('2125550103'), detailsOf('2125550160')?.status]).toEqual([undefined, 'cancelled']);
  });
});

describe('a number change', () => {
  const wish = (more: object = {}): Told =>
    on('2125550106', 'change-number', { mode: 'system-assigned', serviceZip: '10001', ...more });

  it('moves the line to a fresh number of its ZIP', () => {
    const before = detailsOf('2125550106');
    const number = wish().body.newSubscriberNumber as string;
    expect(number).toMatch(/^21255501\d\d$/);
    expect(detailsOf('2125550106')).toBeUndefined();
    expect(detailsOf(number)).toEqual({ ...before, subscriberNumber: number });
  });

  it('never gives a number twice, and finds some when an office is full', () => {
    const numbers = new Set<unknown>();
    let current = '2125550106';
    for (let count = 0; count < 400; count += 1) {
      const { body } = on(current, 'change-number', { mode: 'system-assigned', serviceZip: '75201' });
      current = body.newSubscriberNumber as string;
      numbers.add(current);
    }
    expect(numbers.size).toBe(400);
  });

  it('is in the chosen office, and the old number is gone', () => {
    expect(wish({ mode: 'chosen-npa-nxx', npaNxx: '646555' }).body.newSubscriberNumber).toMatch(/^646555/);
    expect(wish().status).toBe(404);
  });

  it.each([
    [{ mode: 'chosen-npa-nxx', npaNxx: '214555' }, 'NPA_NXX_OUTSIDE_ZIP'],
    [{ mode: 'chosen-npa-nxx', npaNxx: '212599', serviceZip: '10002' }, 'NO_NUMBER_AVAILABLE'],
    [{ mode: 'vanity', npaNxx: '212555', newSubscriberNumber: '2125550199' }, 'NUMBER_NOT_AVAILABLE'],
    [{ mode: 'vanity', npaNxx: '212555', newSubscriberNumber: '2125550107' }, 'NUMBER_NOT_AVAILABLE'],
    [{ serviceZip: '99999' }, 'NO_NUMBER_AVAILABLE'],
  ])('for %j is refused with %s', (more, errorCode) => {
    expect(wish(more)).toMatchObject({ status: 200, outcome: 'rejected', body: { errorCode } });
    expect(detailsOf('2125550106')?.status).toBe('active');
  });

  it('is for active lines only', () => {
    expect(on('2125550102', 'change-number', { mode: 'system-assigned', serviceZip: '10001' }).status).toBe(409);
  });
});

describe('plan, features, device and owner', () => {
  it('a plan changes with the next bill, and until then shows its end', () => {
    on('2125550115', 'change-rate-plan', { ratePlanCode: 'UNLIMITED-B', effectiveDate: 'nextBillingCycle' });
    expect(detailsOf('2125550115')?.ratePlan).toMatchObject({
      code: 'UNLIMITED-A',
      expirationDate: '2026-12-01T00:00:00+0000',
    });
    at.advance('P21D');
    expect(detailsOf('2125550115')?.ratePlan).toMatchObject({
      code: 'UNLIMITED-B',
      effectiveDate: '2026-12-01T00:00:00+0000',
      expirationDate: null,
    });
  });

  it('features come and go on their date', () => {
    on('2125550116', 'change-features', { add: ['HOTSPOT'], remove: ['ROAM-NA'], effectiveDate: 'nextBillingCycle' });
    expect(detailsOf('2125550116')?.features).toMatchObject([
      { code: 'ROAM-NA', expirationDate: '2026-12-01T00:00:00+0000' },
      { code: 'HOTSPOT', effectiveDate: '2026-12-01T00:00:00+0000' },
    ]);
    at.advance('P30D');
    expect(detailsOf('2125550116')?.features).toMatchObject([{ code: 'HOTSPOT', description: 'Mobile hotspot' }]);
  });

  it('a duplicate feature is refused unless it may replace the old one', () => {
    const add = { add: ['ROAM-NA'] };
    expect(on('2125550116', 'change-features', add).body.errorCode).toBe('FEATURE_DUPLICATE');
    expect(on('2125550116', 'change-features', { ...add, replaceDuplicateFeatures: true }).outcome).toBe('succeeded');
    expect(detailsOf('2125550116')?.features).toMatchObject([{ effectiveDate: '2026-11-10T12:00:00+0000' }]);
  });

  it('a device and its SIM change, and an eSIM takes the place of a SIM', () => {
    const imei = imeiOf('35209901');
    on('2125550109', 'update-device', { imei, sim: '89014103200000000555' });
    expect(detailsOf('2125550109')?.device).toEqual({
      imei,
      sim: '89014103200000000555',
      make: 'Example',
      model: 'Phone 2',
    });
    on('2125550109', 'update-device', { eid: '89049032000000000000000000000260' });
    expect(detailsOf('2125550109')?.device).toMatchObject({ imei, sim: null, eid: '89049032000000000000000000000260' });
  });

  it('a SIM is on one live line at a time', () => {
    const sim = '89014103200000000104';
    expect(on('2125550109', 'update-device', { sim }).body.errorCode).toBe('SIM_IN_USE');
    expect(on('2125550104', 'update-device', { sim }).outcome).toBe('succeeded');
    change('cancel', '2125550104');
    expect(on('2125550109', 'update-device', { sim }).outcome).toBe('succeeded');
  });

  it('a line moves to an account that is there, with its plan', () => {
    const transfer = (targetBillingAccountNumber: string, number = '2125550111'): Told =>
      on(number, 'transfer-billing-responsibility', { targetBillingAccountNumber, ratePlanCode: 'UNLIMITED-B' });
    expect(transfer('287300009999')).toMatchObject({ status: 404, outcome: 'rejected' });
    expect(transfer('287300000002')).toMatchObject({ status: 409, body: { code: 'SAME_ACCOUNT' } });
    expect(transfer('287300000003').outcome).toBe('succeeded');
    expect(detailsOf('2125550111')).toMatchObject({
      billingAccountNumber: '287300000003',
      ratePlan: { code: 'UNLIMITED-B' },
    });
    expect(transfer('287300000003', '2125550129')).toMatchObject({ body: { errorCode: 'PLAN_CHANGE_RESTRICTED' } });
  });

  it('names and addresses change one by one', () => {
    const before = detailsOf('2125550112');
    on('2125550112', 'update-subscriber-information', { name: { firstName: 'Jamie', lastName: 'Sample' } });
    expect(detailsOf('2125550112')).toEqual({ ...before, name: { firstName: 'Jamie', lastName: 'Sample' } });
  });

  it('a closed account is not changed, an unknown line not found', () => {
    const name = { businessName: 'Example Freight LLC' };
    const account = { path: { billingAccountNumber: '287300000090' }, body: { name } };
    expect(at.ask('update-billing-account', account)).toMatchObject({ status: 409, outcome: 'rejected' });
    for (const id of ['suspend-subscriber', 'reset-voicemail', 'resend-ota-profile', 'remove-static-ip'] as const)
      expect(on('2145550100', id, { autogeneratedPin: true })).toMatchObject({ status: 404, outcome: 'rejected' });
  });
});

describe('the list of lines', () => {
  it('is cut into pages that hold every line once', () => {
    const numbers: unknown[] = [];
    for (let offset = 0; ; offset += 4) {
      const { body } = at.ask('list-subscribers', { query: { offset: String(offset), limit: '4' } });
      const page = body.subscribers as { subscriberNumber: string }[];
      if (page.length === 0) {
        expect(numbers).toHaveLength(body.totalCount as number);
        break;
      }
      numbers.push(...page.map(({ subscriberNumber }) => subscriberNumber));
    }
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('is filtered by every key at once', () => {
    const query = {
      billingAccountNumber: '287300000002',
      subscriberStatus: 'Cancelled',
      subscriberNumber: '2125550105',
    };
    expect(at.ask('list-subscribers', { query }).body.totalCount).toBe(1);
    expect(at.ask('list-subscribers', { query: { ...query, foundationAccountNumber: '5' } }).body.totalCount).toBe(0);
  });

  it('line details want one key', () => {
    expect(at.ask('get-line-details', { query: {} }).status).toBe(400);
    expect(at.ask('get-line-details', { query: { sim: '1', imei: '2' } }).status).toBe(400);
  });
});
