import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { quoteId } from '#operations/ordering-schemas/ids';
import { quoteSites, sitesWereAnswered } from '#operations/ordering-schemas/quote-sites';

const request = z.looseObject({
  quoteId,
  sites: z
    .array(z.looseObject({}))
    .describe('Sites of the quote with the customer of each. The members of an item are not public.'),
});

export const operation = defineOperation({
  id: 'apex-assign-end-customer',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Assign end customers to the sites of an APEX quote',
  description:
    'Writes the name of the end customer to each site of a quote. Needs only the quote. Where it stands in the flow is not settled: AT&T lists it after order enrichment, yet the APEX credit check carries no customer of its own.',
  impact: 'Partners cannot name the end customer on APEX quotes, which may hold up credit checks and handoffs.',
  method: 'PATCH',
  path: '/v1/ordering/apex/end-customers',
  request: { body: request },
  response: quoteSites,
  binding: {
    domain: 'end-customer',
    method: 'PATCH',
    path: '/customerAccountLookup-apex',
    provenance: 'published',
    baseUrls: {},
    source: 'Method and path: APEX reference page. Base URLs: the APEX table is empty.',
  },
  success: { done: sitesWereAnswered },
  idempotency: 'optional',
  order: { program: 'apex', step: 'assign-end-customer', quoteIdAt: '/body/quoteId' },
  notReadBack: 'AT&T publishes the lookup of an APEX quote’s end customers by name only: nothing of what it shows.',
});
