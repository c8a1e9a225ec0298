import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { quoteId } from '#operations/ordering-schemas/ids';
import { quoteSites, sitesWereAnswered } from '#operations/ordering-schemas/quote-sites';

const request = z
  .looseObject({ quoteId })
  .describe('AT&T does not publish this body. That the lookup works from the quote is its text; the rest is assumed.');

export const operation = defineOperation({
  id: 'apex-look-up-end-customer',
  family: 'ordering-apex',
  scope: 'ordering:read',
  summary: 'Look up the end customers of an APEX quote',
  description:
    'Retrieves end-customer information from the details of an opportunity and its quote. AT&T names the stage after order enrichment and publishes no page for it; nothing hinders an earlier call.',
  impact: 'Partners cannot see which end customers an APEX quote names.',
  method: 'POST',
  path: '/v1/ordering/apex/end-customer-lookup',
  request: { body: request },
  response: quoteSites,
  binding: {
    domain: 'end-customer',
    method: 'POST',
    path: '/customerAccountLookup-apex',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: APEX overview. Path: assumed to be that of APEX’s own `PATCH /customerAccountLookup-apex`. Method: assumed after Alliance’s `POST /customerAccountLookup`. Answer: assumed to be that of the PATCH. Hosts: the APEX table is empty.',
  },
  success: { done: sitesWereAnswered },
  idempotency: 'safe',
});
