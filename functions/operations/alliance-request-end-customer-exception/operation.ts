import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { recordId, solutionProviderId, subAccountId } from '#operations/ordering-schemas/ids';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    spId: solutionProviderId.optional(),
    accountId: recordId.describe('The customer, as the older lookup answer names it.').optional(),
    endCustomerId: recordId.describe('The customer, as the newer lookup answer names it.').optional(),
    subAccountId: subAccountId.optional(),
    reason: text.describe('Why the Solution Provider may sell to this customer.').optional(),
  })
  .refine(
    ({ accountId, endCustomerId, subAccountId: subAccount }) => [accountId, endCustomerId, subAccount].some(Boolean),
    'must name the customer by `accountId`, `endCustomerId` or `subAccountId`',
  )
  .describe('AT&T does not publish this body. All names are assumed, the customer’s ids after the lookup’s answer.');

export const operation = defineOperation({
  id: 'alliance-request-end-customer-exception',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Request an exception for an Alliance end customer',
  description:
    'Asks AT&T’s operations team for leave to sell to an end customer whom the lookup shows under a restricted status. A person decides; the decision presumably shows as `exception` in a later lookup. AT&T names the request and publishes no operation for it; it may be no API at all.',
  impact: 'Partners cannot ask AT&T for an exception, so sales to restricted Alliance end customers stand still.',
  method: 'POST',
  path: '/v1/ordering/alliance/end-customer-exceptions',
  request: { body: request },
  response: z.looseObject({
    ...outcome,
    exceptionRequestId: recordId.describe('Record of the request. Assumed.').optional(),
  }),
  binding: {
    domain: 'end-customer',
    method: 'POST',
    path: '/customerAccountException',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed, with no sibling to go by; named after `/customerAccountLookup`. Hosts: not public.',
    idAt: '/exceptionRequestId',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'required',
  notReadBack:
    'A person at AT&T decides; AT&T publishes no read of requests, nor which words of `exception` in a later lookup say that one was made.',
});
