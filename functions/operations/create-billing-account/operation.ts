import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { billingAccount, billingAccountMembers } from '#operations/mobility-schemas/billing-account';

const body = z.looseObject(billingAccountMembers).describe('The account to create.');

export const operation = defineOperation({
  id: 'create-billing-account',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Create a billing account',
  description:
    'Creates the account that lines are billed to. Activations, port-ins and transfers name it by its number.',
  impact: 'Partners cannot create billing accounts, so new customers cannot be activated.',
  method: 'POST',
  path: '/v1/mobility/billing-accounts',
  request: { body },
  response: billingAccount,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/sp/mobility/billingmgmt/api/v1/billingaccount',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the parent of the path an independent connector lists for reading an account (host https://apsapi.att.com:8082, unconfirmed by AT&T). Host: not published by AT&T.',
    idAt: '/billingAccountNumber',
  },
  success: { done: z.object({ billingAccountNumber: presentId }) },
  idempotency: 'required',
  notReadBack:
    'An account is read by its number, which only the lost answer had; AT&T’s overview names no list of accounts.',
});
