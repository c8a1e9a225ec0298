import * as z from 'zod';
import type { OperationBehaviour } from '../../behaviour';

const site = z.looseObject({
  requestId: z.string().optional(),
  addressId: z.string().optional(),
  productId: z.string().optional(),
});

/** An entry for each site, in the order in which they were asked for. AT&T prints no answer, so there are no prices in it. */
export const getQuickQuote: OperationBehaviour = {
  answer: ({ body }) => ({
    status: 200,
    body: z
      .array(site)
      .parse(body)
      .map(({ requestId, addressId, productId }) => ({ requestId, addressId, productId })),
  }),
};
