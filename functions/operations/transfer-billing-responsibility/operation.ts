import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { bodyOf, byLineDetails, comparison } from '#operations/mobility-schemas/read-back';
import { billingAccountNumber } from '#operations/mobility-schemas/account';
import {
  lineChangeAnswer,
  lineChangeMembers,
  lineChangeSuccess,
  linePath,
} from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';
import { productCode } from '#operations/mobility-schemas/text';
import { valueAt } from '#domain/json/json-pointer';

const body = z
  .looseObject({
    targetBillingAccountNumber: billingAccountNumber.describe('The account that pays from now on.'),
    ratePlanCode: productCode.describe('A rate plan to change to with the transfer.').optional(),
    ...lineChangeMembers,
  })
  .describe('The new account, and a new rate plan if wanted.');

export const operation = defineOperation({
  id: 'transfer-billing-responsibility',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Move a line to another billing account',
  description:
    'Transfers the billing responsibility for a line, if wanted with another rate plan. Restrictions on plan changes, contract terms and early-termination fees apply.',
  impact: 'Partners cannot move lines between billing accounts, so the wrong customer is billed.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/billing-responsibility-transfer',
  request: { path: subscriberPath, body },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: linePath,
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the path an independent connector lists for other line changes (host https://apsapi.att.com:8082, unconfirmed by AT&T), told apart by `action`. Host: not published by AT&T.',
    bodyMembers: { action: 'transferBillingResponsibility' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'billing-account',
  line: { numberAt: '/path/subscriberNumber' },
  readBack: byLineDetails((line, request) =>
    comparison([
      [valueAt(bodyOf(request), '/targetBillingAccountNumber'), valueAt(line, '/billingAccountNumber')],
      [valueAt(bodyOf(request), '/ratePlanCode'), valueAt(line, '/ratePlan/code')],
    ]),
  ),
});
