import { exampleOf, withBody, type Id, type Members } from './mobility-call';

const number = /10-digit phone number/;
const zip = /ZIP code of 5 or 9 digits/;
const sim = '8901410320000000009';
const device = { imei: '352099000001046', sim };
const dates = [
  '2026-02-30T09:00:00Z',
  '2026-13-01T09:00:00Z',
  '2026-11-05',
  '2026-11-05T09:00:00',
  '2026-11-05T24:00:00Z',
  '٢٠٢٦-11-05T09:00:00Z',
];

describe('a mistake in an activation, port-in or billing account is refused before AT&T is called, with the place and the reason', () => {
  it.each<[string, Id, Members, string, RegExp]>([
    [
      'a number to port with a country code',
      'request-port-in',
      { subscriberNumber: '12125550120' },
      '/subscriberNumber',
      number,
    ],
    [
      'an area code that starts with 1',
      'request-port-in',
      { subscriberNumber: '1125550120' },
      '/subscriberNumber',
      number,
    ],
    [
      'an office code that starts with 0',
      'request-port-in',
      { subscriberNumber: '2120550120' },
      '/subscriberNumber',
      number,
    ],
    [
      'a number in other digits than ASCII',
      'request-port-in',
      { subscriberNumber: '٢١٢٥٥٥٠١٢٠' },
      '/subscriberNumber',
      number,
    ],
    [
      'a number with a line break',
      'request-port-in',
      { subscriberNumber: '2125550120\n' },
      '/subscriberNumber',
      number,
    ],
    ['a billing ZIP of 4 digits', 'request-port-in', { billingZip: '1000' }, '/billingZip', zip],
    [
      'an old account without its number',
      'request-port-in',
      { oldServiceProvider: { pin: '1234' } },
      '/oldServiceProvider/accountNumber',
      /is required/,
    ],
    [
      'no billing account',
      'request-port-in',
      { billingAccountNumber: undefined },
      '/billingAccountNumber',
      /is required/,
    ],
    [
      'an account holder without a name',
      'request-port-in',
      {
        accountHolder: { ...(exampleOf('request-port-in').body.accountHolder as Members), name: { firstName: 'Kim' } },
      },
      '/accountHolder/name',
      /lastName/,
    ],
    ['an unknown priority', 'request-port-in', { priority: 'soon' }, '/priority', /regular or expedite/],
    ['a service ZIP of letters', 'activate-service', { serviceZip: 'ABCDE' }, '/serviceZip', zip],
    [
      'an IMEI of 14 digits',
      'activate-service',
      { device: { ...device, imei: '35209900000104' } },
      '/device/imei',
      /15 digits/,
    ],
    [
      'an IMEI with a wrong check digit',
      'activate-service',
      { device: { ...device, imei: '352099000001047' } },
      '/device/imei',
      /check digit/,
    ],
    [
      'a SIM of 18 digits',
      'activate-service',
      { device: { ...device, sim: '890141032000000000' } },
      '/device/sim',
      /19 or 20 digits/,
    ],
    [
      'a SIM that does not start with 89',
      'activate-service',
      { device: { ...device, sim: '8801410320000000009' } },
      '/device/sim',
      /starting with 89/,
    ],
    [
      'neither SIM nor eSIM',
      'activate-service',
      { device: { imei: device.imei } },
      '/device/sim',
      /either `sim` or `eid`/,
    ],
    ['SIM and eSIM', 'activate-service', { device: { ...device, eid: '8'.repeat(32) } }, '/device/sim', /not both/],
    [
      'an eSIM of 31 digits',
      'activate-service',
      { device: { imei: device.imei, eid: '8'.repeat(31) } },
      '/device/eid',
      /32 digits/,
    ],
    [
      'a blank city',
      'create-billing-account',
      { address: { street: '1 Example St', city: ' ', state: 'NY', zipCode: '10001' } },
      '/address/city',
      /blank/,
    ],
    [
      'an e-mail address without @',
      'create-billing-account',
      { contact: { email: 'robin' } },
      '/contact/email',
      /e-mail/,
    ],
    [
      'a foundation account with a slash',
      'create-billing-account',
      { foundationAccountNumber: '5000/1' },
      '/foundationAccountNumber',
      /account number/,
    ],
    ...dates.map((date): [string, Id, Members, string, RegExp] => [
      `the date ${date}`,
      'request-port-in',
      { requestedStartDate: date },
      '/requestedStartDate',
      /date and time/,
    ]),
  ])('%s (%s)', (_, id, change, pointer, detail) => {
    expect(withBody(id, change)).toEqual([{ pointer, detail: expect.stringMatching(detail) as string }]);
  });
});
