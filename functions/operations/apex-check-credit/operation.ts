import * as z from 'zod';
import { presentId, successWord } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { creditCheckId, quoteId, solutionProviderId } from '#operations/ordering-schemas/ids';
import { outcome } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';
import { apexCredit } from '#operations/shared/answer-facts';

const request = z.looseObject({ quoteId, spId: solutionProviderId });

const response = z.looseObject({
  flowName: text.describe('Flow that ran: `createCreditCheck` printed.').optional(),
  id: text.describe('Id of the flow’s run.').optional(),
  ...outcome,
  status: text.describe('Outcome of the flow’s run, `Success` when done. Not the credit decision.').optional(),
  creditCheckId,
  creditCheckDetails: z
    .looseObject({
      approvalStatus: text
        .describe('The decision. Assumed after the Alliance credit check: AT&T does not publish what is inside.')
        .optional(),
    })
    .describe('Details of the check. AT&T prints some 25 lines here, none of them public.')
    .optional(),
});

export const operation = defineOperation({
  id: 'apex-check-credit',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Start an APEX credit check',
  description:
    'Creates a credit check for the end customer of a quote. Done means that the check exists; whether its decision comes with the answer or later is not published, and APEX has no public operation to read it.',
  impact: 'Partners cannot start APEX credit checks, so no contract can be made.',
  method: 'POST',
  path: '/v1/ordering/apex/credit-checks',
  request: { body: request },
  response,
  binding: {
    domain: 'credit-check',
    method: 'POST',
    path: '/creditCheck-apex',
    provenance: 'published',
    baseUrls: { uat: 'https://uat-att-creditcheck-eapi.nprd-gw.cloud.att.com/api/v1' },
    source:
      'Method and path: APEX reference page. UAT base URL: APEX overview. Production: the overview has no such row for APEX.',
    idAt: '/creditCheckId',
    statusAt: '/status',
  },
  success: { done: z.object({ status: successWord, creditCheckId: presentId }) },
  idempotency: 'required',
  order: { program: 'apex', step: 'check-credit', quoteIdAt: '/body/quoteId', factsIn: apexCredit },
  notReadBack: 'AT&T publishes no read of an APEX credit check.',
});
