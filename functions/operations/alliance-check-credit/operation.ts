import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import { operation as getCreditCheck } from '#operations/alliance-get-credit-check/operation';
import { creditDecision, creditWasChecked } from '#operations/ordering-schemas/credit-decision';
import { quoteId, subAccountId } from '#operations/ordering-schemas/ids';
import { text } from '#operations/ordering-schemas/text';
import { byQuote } from '#operations/ordering-schemas/quote-read-back';
import { allianceCredit } from '#operations/shared/answer-facts';

const request = z
  .looseObject({
    quoteId,
    userEmail: text.describe('Mailbox of the user who asks.').optional(),
    subAccountId: subAccountId.optional(),
    businessType: text.describe('Code, `S` in AT&T’s sample; the set of values is not public.').optional(),
    businessName: text.optional(),
    doingBusinessAs: text.optional(),
    primaryFirstName: text.optional(),
    primaryLastName: text.optional(),
    legalEntityStreetAddress: text.optional(),
    legalEntityCity: text.optional(),
    legalEntityState: text.describe('Two-letter code in AT&T’s sample.').optional(),
    legalEntityZipCode: text.describe('Five digits in AT&T’s sample.').optional(),
    legalEntityCountry: text.describe('`US` in AT&T’s sample.').optional(),
  })
  .describe('Whom to check. AT&T prints all 13 members and does not say which are required; only the quote is here.');

export const operation = defineOperation({
  id: 'alliance-check-credit',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Start an Alliance credit check',
  description:
    'Checks the credit of the end customer of a quote, whose address AT&T must have validated. The decision comes in the answer as `approvalStatus`; an unfavourable one is an answer too, not a failure.',
  impact: 'Partners cannot start Alliance credit checks, so no contract can be made.',
  method: 'POST',
  path: '/v1/ordering/alliance/credit-checks',
  request: { body: request },
  response: creditDecision,
  binding: {
    domain: 'credit-check',
    method: 'POST',
    path: '/creditCheck',
    provenance: 'published',
    baseUrls: {},
    source:
      'Method and path: Alliance reference page. Base URLs: not public for Alliance; AT&T prints them for AIAB’s `/creditCheck/aiab` only, which is another path.',
    idAt: '/creditCheckId',
    statusAt: '/approvalStatus',
  },
  success: { done: creditWasChecked },
  idempotency: 'required',
  order: {
    program: 'alliance',
    step: 'check-credit',
    quoteIdAt: '/body/quoteId',
    factsIn: allianceCredit,
    factsAsked: { businessAccountName: '/body/businessName' },
  },
  polledBy: getCreditCheck,
  readBack: byQuote(getCreditCheck, (answer) => ({ madeAt: textAt(answer, '/createdDate'), shown: answer })),
});
