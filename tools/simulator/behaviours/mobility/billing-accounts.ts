import * as z from 'zod';
import type { SimAnswer } from '../../behaviour';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { notFound, refused } from './refusals';

const accountSchema = z.object({
  accountStatus: z.string().default('active'),
  name: z.looseObject({}).default({ businessName: 'Example Freight LLC' }),
  address: z.looseObject({}).default({}),
  contact: z.looseObject({}).optional(),
  foundationAccountNumber: z.string().optional(),
  billingPreferences: z.looseObject({}).optional(),
  createdDate: z.string().optional(),
});
export type BillingAccount = z.infer<typeof accountSchema>;

export const closedAccount = '287300000090';

const business = {
  name: { businessName: 'Example Freight LLC' },
  address: {
    street: '200 Sample Street',
    unit: 'Suite 5',
    city: 'New York',
    state: 'NY',
    zipCode: '10001-0001',
    country: 'USA',
  },
  contact: {
    name: { firstName: 'Robin', lastName: 'Example' },
    email: 'billing@example.com',
    phoneNumber: '2125550101',
  },
  foundationAccountNumber: '50000001',
  billingPreferences: { billFormat: 'paperless', language: 'en' },
  createdDate: '2026-01-10T09:00:00.000Z',
};

/** Billing accounts by their number. */
export const billingAccounts = defineKind<BillingAccount>({
  name: 'mobility-billing-account',
  schema: accountSchema,
  initially: () => ({
    '287300000001': accountSchema.parse(business),
    '287300000002': accountSchema.parse({ ...business, name: { businessName: 'Sample Delivery LLC' } }),
    '287300000003': accountSchema.parse({ ...business, name: { businessName: 'Example Rentals LLC' } }),
    [closedAccount]: accountSchema.parse({ ...business, accountStatus: 'closed' }),
  }),
});

export const putAccount = (world: SimWorld, number: string, account: object): BillingAccount =>
  world.of(billingAccounts).put(number, accountSchema.parse(account));

/** Why nothing can be billed to the account. */
export const accountObstacle = (world: SimWorld, number: string): SimAnswer | undefined => {
  const account = world.of(billingAccounts).get(number);
  if (!account) return notFound('Billing account', number);
  return account.accountStatus === 'closed'
    ? refused(409, 'ACCOUNT_CLOSED', `Billing account ${number} is closed`)
    : undefined;
};
