import * as z from 'zod';
import { defineKind } from '../../world/kind';

const nullableText = z.string().nullable();

const endCustomerSchema = z.object({
  accountAddress: z.object({
    city: z.string(),
    country: z.string(),
    state: z.string(),
    street: z.string(),
    zipCode: z.string(),
  }),
  accountName: z.string(),
  accountId: z.string(),
  acid: nullableText,
  salesSegment: nullableText,
  subAccountId: z.string(),
  contractStatus: nullableText,
  parentPartnerAccId: nullableText,
  partnerId: nullableText,
  loaStatus: z.string(),
  allianceStatus: z.string(),
  accountStatus: nullableText,
  exception: z.string(),
});
export type EndCustomer = z.infer<typeof endCustomerSchema>;

/** An end customer in AT&T's get-started shape. */
export const endCustomer = (
  accountName: string,
  standing: Partial<EndCustomer> & Pick<EndCustomer, 'accountId' | 'subAccountId'>,
): EndCustomer => ({
  accountAddress: { city: 'Houston', country: 'USA', state: 'TX', street: '100 PECAN ST', zipCode: '77002' },
  accountName,
  acid: null,
  salesSegment: null,
  contractStatus: null,
  parentPartnerAccId: null,
  partnerId: null,
  loaStatus: 'N',
  allianceStatus: 'OPPORTUNITY',
  accountStatus: 'Active',
  exception: 'NA',
  ...standing,
});

/** Whom the magic name `ATT Only` finds. */
export const attOnlyAccountId = '0013g00000cAttOAAQ';

const known: readonly EndCustomer[] = [
  endCustomer('Pecan Street Bakery', { accountId: '0013g00000cPcnBAAQ', subAccountId: 'P3CAN1', loaStatus: 'Y' }),
  endCustomer('Pecan Street Books', { accountId: '0013g00000cPcnKAAQ', subAccountId: 'P3CAN2' }),
  endCustomer('Alamo Dental Group', {
    accountId: '0013g00000cAlmDAAQ',
    subAccountId: 'ALAM01',
    accountAddress: { city: 'San Antonio', country: 'USA', state: 'TX', street: '300 ALAMO PLZ', zipCode: '78205' },
  }),
  endCustomer('ATT Only', {
    accountId: attOnlyAccountId,
    subAccountId: 'ATT001',
    allianceStatus: 'ATT ONLY',
    accountStatus: 'Inactive',
    exception: 'N',
  }),
  endCustomer('Test Acct 3', {
    accountId: '1234abb000000cd',
    subAccountId: 'Z9Y8X',
    accountAddress: { city: 'TEST', country: 'USA', state: 'TX', street: '1234 W TEST PKWY', zipCode: '123456789' },
    allianceStatus: 'ATT ONLY',
    exception: 'N',
  }),
];

/** End customers AT&T knows of, by account id. What becomes of an exception request shows in a later lookup. */
export const allianceEndCustomers = defineKind({
  name: 'alliance-end-customer',
  schema: endCustomerSchema,
  initially: () => Object.fromEntries(known.map((customer) => [customer.accountId, customer])),
  transitions: {
    'grant-exception': (customer) => ({ ...customer, allianceStatus: 'OPPORTUNITY', exception: 'Y' }),
    'refuse-exception': (customer) => ({ ...customer, exception: 'N' }),
  },
});
