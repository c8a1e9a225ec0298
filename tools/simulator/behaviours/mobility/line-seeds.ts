const home = { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' };
const since = '2026-01-15T09:00:00.000Z';
const onPlanA = {
  foundationAccountNumber: '50000001',
  primaryPlaceOfUse: home,
  ratePlan: { code: 'UNLIMITED-A', effectiveDate: since },
  features: [{ code: 'ROAM-NA', effectiveDate: since }],
};

const luhnDigit = (digits: string): string => {
  const sum = Array.from(digits, (digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  }).reduce((total, value) => total + value, 0);
  return String((10 - (sum % 10)) % 10);
};

const ordinary = (number: string): object => {
  const imei = `352099000002${number.slice(-2)}`;
  return {
    ...onPlanA,
    billingAccountNumber: '287300000002',
    name: { firstName: 'Robin', lastName: 'Example' },
    device: { imei: imei + luhnDigit(imei), sim: `890141032000000001${number.slice(-2)}` },
  };
};

const account1 = { ...onPlanA, billingAccountNumber: '287300000001' };

/** What differs from an ordinary active line of account 287300000002. */
const particular: Readonly<Record<string, object>> = {
  '2125550101': {
    ...account1,
    statusDate: since,
    name: { firstName: 'Alex', lastName: 'Example' },
    device: { imei: '352099000001012', sim: '89014103200000000001' },
  },
  '2125550102': {
    ...account1,
    status: 'suspended',
    statusDate: '2026-10-20T09:00:00.000Z',
    name: { firstName: 'Sam', lastName: 'Sample' },
    device: { imei: '352099000001061', sim: '89014103200000000002' },
  },
  // Cancelled on an unknown date, so that it can be restored whatever the clock says.
  '2125550105': { status: 'cancelled' },
  '2125550119': { apn: 'fleet.example.com', staticIp: '192.0.2.20' },
  // Too long ago to be restored.
  '2125550128': { status: 'cancelled', statusDate: '2026-03-02T09:00:00.000Z' },
  '2125550129': { contractEndDate: '2099-12-31T00:00:00.000Z' },
};

const ordinaryNumbers = [3, 4, ...Array.from({ length: 13 }, (_, index) => index + 6), 25, 27, 35, 36].map(
  (ending) => `21255501${String(ending).padStart(2, '0')}`,
);

/** Lines every Solution Provider has from the start: those of the examples, and some to try refusals with. */
export const seededLines: Readonly<Record<string, object>> = Object.fromEntries(
  [...ordinaryNumbers, ...Object.keys(particular)]
    .toSorted()
    .map((number): [string, object] => [number, { ...ordinary(number), ...particular[number] }]),
);
