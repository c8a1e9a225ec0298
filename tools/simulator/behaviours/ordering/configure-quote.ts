import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { contracts } from './contracts';
import { failed } from './refusals';
import { quoteOf, quotes, type Configuration } from './quotes';

const requestSchema = z.looseObject({
  configDiscountPromoRequest: z.looseObject({
    flowName: z.string().default('sendconfigDiscountPromoDetails'),
    id: z.string().default('1234'),
    quoteId: z.string(),
    pricingInputs: z
      .array(
        z.looseObject({
          siteId: z.string().optional(),
          productId: z.string().default('OFF_ADI_MID_MARKET'),
          configuration: z
            .looseObject({
              features: z
                .array(z.looseObject({ name: z.string().default(''), value: z.string().default('') }))
                .default([]),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});
type PricingInput = z.infer<typeof requestSchema>['configDiscountPromoRequest']['pricingInputs'][number];

/** AT&T: “ADI is the only product supported.” */
const supportedProduct = 'OFF_ADI_MID_MARKET';

const configurationOf = ({ siteId, productId, configuration }: PricingInput, firstSite: string): Configuration => ({
  siteId: siteId ?? firstSite,
  productId,
  features: (configuration?.features ?? []).map(({ name, value }) => ({ name, value })),
});

const answer: Behaviour = (request, world) => {
  const { flowName, id, quoteId, pricingInputs } = requestSchema.parse(request.body).configDiscountPromoRequest;
  const quote = quoteOf(request, world, quoteId);
  if (!quote) return refuse(404, `Quote ${quoteId} not found`);
  if (world.of(contracts).get(quoteId)?.status === 'Signed') {
    return failed('The contract is signed; the quote cannot be changed');
  }
  const siteIds = quote.sites.map(({ siteId }) => siteId);
  const added = pricingInputs.map((input) => configurationOf(input, siteIds[0] ?? ''));
  const strange = added.find(({ siteId }) => !siteIds.includes(siteId));
  if (strange) return refuse(400, `Site ${strange.siteId} is not on the quote`);
  if (added.some(({ productId }) => productId !== supportedProduct)) return failed('The product is not supported');
  const isReplaced = ({ siteId }: Configuration): boolean => added.some((one) => one.siteId === siteId);
  const kept = quote.configurations.filter((one) => !isReplaced(one));
  world.of(quotes).put(quoteId, { ...quote, configurations: [...kept, ...added] });
  return { status: 200, body: { flowName, id, status: 'Success', statusMessage: 'Success' } };
};

export const apexConfigureQuote: OperationBehaviour = {
  answer,
  afterExample: (request, _answer, world) => void answer(request, world),
};
