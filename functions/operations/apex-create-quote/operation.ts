import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { createdQuote, quoteWasCreated, requestedSites } from '#operations/ordering-schemas/created-quote';
import { solutionProviderId } from '#operations/ordering-schemas/ids';
import { text } from '#operations/ordering-schemas/text';

const request = z
  .looseObject({
    spId: solutionProviderId.optional(),
    opportunityName: text.describe('What to call the opportunity. Assumed.').optional(),
    sites: requestedSites.optional(),
  })
  .describe('AT&T does not publish this body: no member is required here and all are passed on.');

export const operation = defineOperation({
  id: 'apex-create-quote',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Create an APEX opportunity and quote',
  description:
    'Creates an opportunity and a quote, whose ids every later step needs. First step of the APEX flow. AT&T names the operation and its two ids, and publishes nothing else of it.',
  impact: 'Partners cannot create APEX quotes, so no new APEX sale can start.',
  method: 'POST',
  path: '/v1/ordering/apex/quotes',
  request: { body: request },
  response: createdQuote,
  binding: {
    domain: 'quote',
    method: 'POST',
    path: '/opportunity-quote-apex',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation and ids: APEX overview. Method and path: assumed after AIAB’s `POST /opportunity-quote` with the suffix that APEX’s `/config-apex` carries. Hosts: the APEX table is empty.',
    idAt: '/quoteId',
  },
  success: { done: quoteWasCreated },
  idempotency: 'required',
  order: { program: 'apex', step: 'create-quote', newQuoteIdAt: '/quoteId' },
  notReadBack: 'AT&T publishes no read of quotes: one is known only by the id that the lost answer had.',
});
