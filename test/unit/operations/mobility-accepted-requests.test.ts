import { parseRequest } from '#api/parse-request';
import { complaints, eventOf, exampleOf, operationOf, withBody } from './mobility-call';

const line = (index: number, staticIp?: string) => ({
  subscriberNumber: `212555${String(150 + index).padStart(4, '0')}`,
  ...(staticIp ? { staticIp } : {}),
});

describe('what is right passes', () => {
  it.each([
    '2026-11-05T09:00:00+0000',
    '2026-11-05T09:00:00+00:00',
    '2026-11-05T09:00:00Z',
    '2028-02-29T23:59:59.123-0500',
  ])('the date %s', (date) => {
    expect(withBody('request-port-in', { requestedStartDate: date })).toEqual([]);
  });

  it.each(['10001', '100010001', '10001-0001'])('the ZIP code %s', (serviceZip) => {
    expect(withBody('activate-service', { serviceZip })).toEqual([]);
  });

  it.each(['immediate', 'nextBillingCycle', 'uponCompletionOfRequest'])('the day %s', (effectiveDate) => {
    expect(withBody('suspend-subscriber', { effectiveDate })).toEqual([]);
  });

  it('accounts of any length, because AT&T states none', () => {
    expect(complaints('get-billing-account', { path: { billingAccountNumber: '28730000000' } })).toEqual([]);
    expect(complaints('list-subscribers', { query: { foundationAccountNumber: '123456789' } })).toEqual([]);
  });

  it('10 subscribers in a batch, and an address in the newer format', () => {
    const subscribers = Array.from({ length: 10 }, (_, index) => line(index, `2001:db8::${String(index)}`));
    expect(withBody('provision-pdp', { subscribers })).toEqual([]);
  });

  it('an empty reason for a change of status', () => {
    for (const id of ['suspend-subscriber', 'resume-subscriber', 'cancel-subscriber', 'restore-subscriber'] as const) {
      expect(complaints(id, { body: {} })).toEqual([]);
    }
  });

  it('members and plain parameters nobody has documented yet, as they are', () => {
    const body = { ...exampleOf('change-rate-plan').body, contractTerm: { months: 24 } };
    const parsed = parseRequest(operationOf('change-rate-plan'), eventOf({ ...exampleOf('change-rate-plan'), body }));
    expect(parsed.body?.value).toEqual(body);
    expect(complaints('list-subscribers', { query: { sort: 'statusDate' } })).toEqual([]);
  });
});

describe('a complaint', () => {
  it('never quotes a PIN or an old account number', () => {
    const canary = 'canary 4711';
    const errors = withBody('request-port-in', {
      oldServiceProvider: { accountNumber: canary, pin: canary, taxId: canary },
    });
    expect(errors).toHaveLength(3);
    expect(JSON.stringify([...errors, ...withBody('reset-voicemail', { pin: canary })])).not.toContain(canary);
  });
});
