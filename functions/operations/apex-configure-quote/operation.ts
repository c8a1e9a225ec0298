import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { quoteId, siteId } from '#operations/ordering-schemas/ids';
import { outcome, statusSaysDone } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const feature = z.looseObject({
  name: text.describe('Name of the feature, e.g. `Architecture`. The full list for ADI is not public.').optional(),
  value: text.describe('Chosen value, e.g. `Switched`.').optional(),
});

const pricingInput = z.looseObject({
  siteId: siteId.optional(),
  productId: text.describe('Product code. ADI, `OFF_ADI_MID_MARKET`, is the only one AT&T supports here.').optional(),
  configuration: z
    .looseObject({
      configId: text.describe('Id of the configuration; seems to be chosen by the caller.').optional(),
      features: z.array(feature).optional(),
    })
    .optional(),
});

const request = z.looseObject({
  configDiscountPromoRequest: z
    .looseObject({
      flowName: text.describe('AT&T’s flow to run: `sendconfigDiscountPromoDetails` printed.').optional(),
      id: text.describe('Id of the flow’s run; `1234` printed.').optional(),
      quoteId: quoteId.describe('Quote to configure. It sits inside the wrapper, not at the top.'),
      pricingInputs: z.array(pricingInput).describe('One configuration per site and product.').optional(),
    })
    .describe('Wrapper around the whole request.'),
});

const response = z
  .looseObject({
    flowName: text.describe('Flow that ran.').optional(),
    id: text.describe('Id of the flow’s run.').optional(),
    ...outcome,
  })
  .describe(
    'Not public: AT&T’s sample is cut off. Assumed to be the flow outcome AT&T prints for the APEX credit check.',
  );

export const operation = defineOperation({
  id: 'apex-configure-quote',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Add product configuration to an APEX quote',
  description:
    'Adds the chosen product, its features and prices to the sites of a quote. A signed contract freezes the quote against it.',
  impact: 'Partners cannot configure or price APEX quotes, so quotes stay empty and cannot be contracted.',
  method: 'POST',
  path: '/v1/ordering/apex/quote-configurations',
  request: { body: request },
  response,
  binding: {
    domain: 'quote',
    method: 'POST',
    path: '/config-apex',
    provenance: 'published',
    baseUrls: {},
    source:
      'Method and path: APEX reference page. Base URLs: not public, the page names a mailbox in their place. Success word: assumed after the APEX credit check, as the answer is not public.',
    statusAt: '/status',
  },
  success: { done: statusSaysDone },
  idempotency: 'optional',
  order: { program: 'apex', step: 'configure-quote', quoteIdAt: '/body/configDiscountPromoRequest/quoteId' },
  notReadBack: 'AT&T publishes no read of quotes or of their configuration.',
});
