import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { billingAccountNumber } from '#operations/mobility-schemas/account';
import { billingAccount } from '#operations/mobility-schemas/billing-account';

export const operation = defineOperation({
  id: 'get-billing-account',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get a billing account',
  description: 'Reads one billing account by its number.',
  impact: 'Partners cannot look at billing accounts before they add or move lines.',
  method: 'GET',
  path: '/v1/mobility/billing-accounts/{billingAccountNumber}',
  request: { path: z.object({ billingAccountNumber }) },
  response: billingAccount,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobility/billingmgmt/api/v1/billingaccount/{billingAccountNumber}',
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector, unconfirmed by AT&T. Host: not published by AT&T; the connector’s is https://apsapi.att.com:8082.',
    idAt: '/billingAccountNumber',
  },
  success: { done: z.object({ billingAccountNumber: presentId }) },
  idempotency: 'safe',
  cacheable: { of: 'account', numberAt: '/path/billingAccountNumber' },
});
