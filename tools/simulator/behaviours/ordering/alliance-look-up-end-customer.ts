import * as z from 'zod';
import type { Behaviour, OperationBehaviour, SimAnswer } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { allianceEndCustomers, attOnlyAccountId, endCustomer, type EndCustomer } from './alliance-end-customers';

const criteriaSchema = z.looseObject({
  accountName: z.string(),
  address: z.looseObject({
    street: z.string().default(''),
    city: z.string().default(''),
    state: z.string().default(''),
    zipCode: z.string().default(''),
  }),
});
type Criteria = z.infer<typeof criteriaSchema>;

/** AT&T prints these limits for the AIAB operation with the same path. */
const maximumResults = 5;
const minimumNameLength = 3;

const noCustomerFound: SimAnswer = { status: 200, body: { message: 'No customer found.' } };

/** Name and street loosely, the rest of the address exactly, as AT&T describes it for the AIAB operation. */
const matches = ({ accountName, address }: Criteria, customer: EndCustomer): boolean =>
  isLike(customer.accountName, accountName) &&
  isLike(customer.accountAddress.street, address.street) &&
  isSame(customer.accountAddress.city, address.city) &&
  isSame(customer.accountAddress.state, address.state) &&
  isSame(customer.accountAddress.zipCode, address.zipCode);

const isLike = (known: string, asked: string): boolean => known.toLowerCase().includes(asked.trim().toLowerCase());

const isSame = (known: string, asked: string): boolean => known.toLowerCase() === asked.trim().toLowerCase();

const search = (criteria: Criteria, world: SimWorld): SimAnswer => {
  if (criteria.accountName.trim().length < minimumNameLength) return noCustomerFound;
  const found = world
    .of(allianceEndCustomers)
    .all()
    .map(([, customer]) => customer)
    .filter((customer) => matches(criteria, customer));
  return found.length === 0 ? noCustomerFound : { status: 200, body: found.slice(0, maximumResults) };
};

const atAddress = ({ address }: Criteria): Pick<EndCustomer, 'accountAddress'> => ({
  accountAddress: {
    city: address.city,
    country: 'USA',
    state: address.state,
    street: address.street,
    zipCode: address.zipCode,
  },
});

const manyResults = (criteria: Criteria): unknown =>
  Array.from({ length: maximumResults }, (_, index) =>
    endCustomer(`Many Results ${index + 1}`, {
      ...atAddress(criteria),
      accountId: `0013g00000cMany${index + 1}AA`,
      subAccountId: `MANY0${index + 1}`,
      loaStatus: index % 2 === 0 ? 'Y' : 'N',
      allianceStatus: index === maximumResults - 1 ? 'ATT ONLY' : 'OPPORTUNITY',
    }),
  );

const attOnly = (criteria: Criteria, world: SimWorld): unknown => {
  const customer = world.of(allianceEndCustomers).get(attOnlyAccountId);
  return customer ? [{ ...customer, ...atAddress(criteria) }] : noCustomerFound.body;
};

const newerShape = ({ address }: Criteria): unknown => [
  {
    endCustomerName: 'Newer Shape Incorporated',
    endCustomerId: '001000000000001AAA',
    address: {
      street: address.street,
      city: address.city,
      state: address.state,
      Country: 'USA',
      zipCode: address.zipCode,
    },
    segment: 'Business',
    segmentCode: 'B',
    subSegment: 'Mid Market',
    acid: null,
    salesSegment: null,
    loaStatus: 'N',
    allianceStatus: 'OPPORTUNITY',
    accountStatus: 'Active',
    exception: 'NA',
  },
];

const byName: ReadonlyMap<string, { outcome: string; answer: (criteria: Criteria, world: SimWorld) => unknown }> =
  new Map([
    ['No Match', { outcome: 'AT&T’s “No customer found.”', answer: () => noCustomerFound.body }],
    [
      'Many Results',
      { outcome: 'Five customers, the most AT&T lists; the last one is `ATT ONLY`.', answer: manyResults },
    ],
    ['ATT Only', { outcome: 'One customer only AT&T may sell to, until an exception is granted.', answer: attOnly }],
    ['Newer Shape', { outcome: 'One customer in the shape of AT&T’s newer reference page.', answer: newerShape }],
  ]);

const answer: Behaviour = ({ body }, world) => {
  const criteria = criteriaSchema.parse(body);
  const magic = byName.get(criteria.accountName);
  return magic ? { status: 200, body: magic.answer(criteria, world) } : search(criteria, world);
};

export const allianceLookUpEndCustomer: OperationBehaviour = {
  answer,
  magicValues: [...byName].map(([value, { outcome }]) => ({ where: '/accountName', value, outcome })),
};
