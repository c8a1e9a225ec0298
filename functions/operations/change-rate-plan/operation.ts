import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { bodyOf, byLineDetails, comparison } from '#operations/mobility-schemas/read-back';
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
    ratePlanCode: productCode.describe('The new primary rate plan; the old one drops by itself.'),
    ...lineChangeMembers,
  })
  .describe('The new plan and its date.');

export const operation = defineOperation({
  id: 'change-rate-plan',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Change the rate plan of a line',
  description: 'Switches the primary rate plan of a line.',
  impact: 'Partners cannot change rate plans, so customers stay on plans they do not want.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/rate-plan-change',
  request: { path: subscriberPath, body },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: linePath,
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector (host https://apsapi.att.com:8082), unconfirmed by AT&T. Host: not published by AT&T. That `action` tells the changes apart is assumed.',
    bodyMembers: { action: 'changeRatePlan' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  readBack: byLineDetails((line, request) =>
    comparison([[valueAt(bodyOf(request), '/ratePlanCode'), valueAt(line, '/ratePlan/code')]]),
  ),
});
