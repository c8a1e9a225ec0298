import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { createdQuote, quoteWasCreated, requestedSites } from '#operations/ordering-schemas/created-quote';
import { solutionProviderId, subAccountId } from '#operations/ordering-schemas/ids';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    spId: solutionProviderId.optional(),
    subAccountId: subAccountId.optional(),
    opportunityName: text.describe('What to call the opportunity. Assumed.').optional(),
    sites: requestedSites.optional(),
  })
  .describe('AT&T does not publish this body: no member is required here and all are passed on.');

export const operation = defineOperation({
  id: 'alliance-create-quote',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Create an Alliance opportunity and quote',
  description:
    'Creates an opportunity and a quote with the offered product configuration; every later step needs the quote’s id. AT&T names the operation and its two ids, and publishes nothing else of it.',
  impact: 'Partners cannot create Alliance quotes, so no Alliance sale can go beyond the lookup.',
  method: 'POST',
  path: '/v1/ordering/alliance/quotes',
  request: { body: request },
  response: createdQuote,
  binding: {
    domain: 'quote',
    method: 'POST',
    path: '/opportunity-quote',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation and ids: Alliance overview. Method and path: assumed to be AIAB’s `POST /opportunity-quote`, which has no product suffix. Hosts: printed for AIAB only.',
    idAt: '/quoteId',
  },
  success: { done: quoteWasCreated },
  idempotency: 'required',
  order: { program: 'alliance', step: 'create-quote', newQuoteIdAt: '/quoteId' },
  notReadBack: 'AT&T publishes no read of quotes: one is known only by the id that the lost answer had.',
});
