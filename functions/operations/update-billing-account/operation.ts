import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { operation as getBillingAccount } from '#operations/get-billing-account/operation';
import { bodyOf, comparison, scalarPairs } from '#operations/mobility-schemas/read-back';
import { billingAccountNumber } from '#operations/mobility-schemas/account';
import { billingAccount, billingAccountMembers } from '#operations/mobility-schemas/billing-account';
import { changesSomething, nothingToChange } from '#operations/mobility-schemas/change';
import { acceptanceWord } from '#operations/mobility-schemas/line-change';
import { text } from '#operations/mobility-schemas/text';

const body = z
  .looseObject(billingAccountMembers)
  .partial()
  .refine(changesSomething, nothingToChange)
  .describe('The changed members only.');

const response = billingAccount
  .partial()
  .extend({ status: text.describe('Outcome of the call, `Success` in our assumed shape.') })
  .describe('Receipt, with the account as far as AT&T repeats it. Assumed: AT&T publishes no answer.');

export const operation = defineOperation({
  id: 'update-billing-account',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Update a billing account',
  description: 'Changes name, address, contact or billing preferences of a billing account.',
  impact: 'Partners cannot correct billing accounts, so bills go to wrong names or addresses.',
  method: 'PATCH',
  path: '/v1/mobility/billing-accounts/{billingAccountNumber}',
  request: { path: z.object({ billingAccountNumber }), body },
  response,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: '/sp/mobility/billingmgmt/api/v1/billingaccount/{billingAccountNumber}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the path an independent connector lists for reading an account (host https://apsapi.att.com:8082, unconfirmed by AT&T). Host: not published by AT&T.',
    statusAt: '/status',
  },
  success: { done: z.object({ status: acceptanceWord }) },
  idempotency: 'optional',
  readBack: {
    by: getBillingAccount,
    request: ({ path }) => [{ path, query: {} }],
    verdict: (answer, request) => comparison(scalarPairs(bodyOf(request), answer)),
  },
});
