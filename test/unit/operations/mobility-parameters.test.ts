import * as fc from 'fast-check';
import { mobilityOperations } from '../../support/mobility-operations';
import { complaints, exampleOf, operationOf, type Call, type Id } from './mobility-call';

const number = /10-digit phone number/;
const sim = '8901410320000000009';

describe('parameters with a mistake are refused before AT&T is called', () => {
  it.each<[string, Id, Call, string, RegExp]>([
    ['no key', 'get-line-details', { query: {} }, 'query subscriberNumber', /exactly one/],
    ['two keys', 'get-line-details', { query: { subscriberNumber: '2125550101', sim } }, 'query sim', /exactly one/],
    ['a wrong SIM', 'get-line-details', { query: { sim: '89' } }, 'query sim', /19 or 20/],
    ['a wrong IMEI', 'get-line-details', { query: { imei: '352099000001013' } }, 'query imei', /check digit/],
    [
      'a status with a line break',
      'get-line-details',
      { query: { subscriberStatus: 'active\r\nx' } },
      'query subscriberStatus',
      /one word/,
    ],
    ['nothing to look up', 'look-up-equipment', { query: {} }, 'query imei', /`make` or `model`/],
    [
      'a make with a path in it',
      'look-up-equipment',
      { query: { make: '../x' } },
      'query make',
      /letters, digits, spaces/,
    ],
    ['a page of no size', 'list-subscribers', { query: { limit: 'all' } }, 'query limit', /whole number/],
    [
      'a billing account of any text',
      'list-subscribers',
      { query: { billingAccountNumber: 'a&b' } },
      'query billingAccountNumber',
      /account number/,
    ],
    [
      'an undocumented parameter that is not plain',
      'list-subscribers',
      { query: { sort: 'a%2fb' } },
      'query sort',
      /not a parameter/,
    ],
    ['a parameter on a write', 'suspend-subscriber', { query: { force: 'yes' } }, 'query force', /not a parameter/],
    [
      'a line that is no number',
      'suspend-subscriber',
      { path: { subscriberNumber: '212555010' } },
      'path subscriberNumber',
      number,
    ],
    ['a climb out of the path', 'get-port-in', { path: { portInId: '..' } }, 'path portInId', /an id as AT&T gave it/],
    [
      'an encoded slash',
      'get-billing-account',
      { path: { billingAccountNumber: '1%2f2' } },
      'path billingAccountNumber',
      /account number/,
    ],
  ])('%s (%s)', (_, id, call, parameter, detail) => {
    expect(complaints(id, call)).toEqual([{ parameter, detail: expect.stringMatching(detail) as string }]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '2',
      '5',
      '-',
      '_',
      'a',
      '/',
      '.',
      '%',
      '\\',
      '\r',
      '\n',
      '\0',
      '٢',
      '２',
      'é',
      '?',
      '#',
      '&',
    ),
  }),
  fc.stringMatching(/^[0-9A-Za-z_-]{1,40}$/),
);

describe('whatever a caller sends', () => {
  const withPath = mobilityOperations.filter(({ request }) => 'path' in request).map(({ id }) => id);

  it('a path parameter that is accepted holds letters, digits, `_` and `-` only', () => {
    fc.assert(
      fc.property(fc.constantFrom(...withPath), hostile, (id, value) => {
        const [name] = Object.keys(operationOf(id).request.path?.shape ?? {});
        const accepted = complaints(id, { path: { [name!]: value } }).length === 0;
        expect(accepted && !/^[0-9A-Za-z_-]+$/.test(value)).toBe(false);
      }),
      { seed: 4, numRuns: 5000 },
    );
  });

  it('a query parameter that is accepted holds nothing that means something in an address', () => {
    const names = [
      'subscriberNumber',
      'subscriberStatus',
      'billingAccountNumber',
      'sim',
      'imei',
      'make',
      'limit',
      'other',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...mobilityOperations), fc.constantFrom(...names), hostile, ({ id }, name, value) => {
        const accepted = complaints(id, { query: { [name]: value } }).length === 0;
        expect(accepted && !/^[0-9A-Za-z_ :,+()-]+$/.test(value)).toBe(false);
      }),
      { seed: 4, numRuns: 5000 },
    );
  });

  it('a query parameter of any name is checked or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...mobilityOperations), hostile, ({ id }, name) => {
        const query = exampleOf(id).query ?? {};
        fc.pre(!Object.hasOwn(query, name));
        const accepted = complaints(id, { query: { ...query, [name]: 'a/b' } }).length === 0;
        expect([name, accepted]).toEqual([name, false]);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('a query parameter named like something every object has is checked like any other', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      expect([name, complaints('list-subscribers', { query: Object.fromEntries([[name, 'a/b']]) }).length]).toEqual([
        name,
        1,
      ]);
    }
  });

  it('an IMEI with one digit changed is noticed', () => {
    const imei = '352099000001012';
    fc.assert(
      fc.property(fc.nat(14), fc.integer({ min: 1, max: 9 }), (place, step) => {
        const changed = Array.from(imei, (digit, index) =>
          index === place ? String((Number(digit) + step) % 10) : digit,
        ).join('');
        expect(complaints('get-line-details', { query: { imei: changed } })).toHaveLength(1);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
