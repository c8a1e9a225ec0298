import * as z from 'zod';
import type { SimRequest } from '../../behaviour';
import { longRecordId } from '#domain/order/record-id';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { sampleQuotes } from './sample-records';

const siteSchema = z.looseObject({ siteId: z.string() });

const configurationSchema = z.object({
  siteId: z.string(),
  productId: z.string(),
  features: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Configuration = z.infer<typeof configurationSchema>;

const quoteSchema = z.object({
  quoteId: z.string(),
  program: z.enum(['apex', 'alliance']),
  opportunityId: z.string(),
  /** May be magic: see credit-checks.ts. */
  opportunityName: z.string().optional(),
  sites: z.array(siteSchema),
  configurations: z.array(configurationSchema),
  /** Set once it is ordered. */
  orderId: z.string().optional(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** What was quoted, by quote id: the same sites and products are contracted and ordered. */
export const quotes = defineKind({
  keyOf: longRecordId,
  name: 'quote',
  schema: quoteSchema,
  initially: () =>
    Object.fromEntries(
      sampleQuotes.map(({ program, quoteId, siteId }): [string, Quote] => [
        quoteId,
        { quoteId, program, opportunityId: '006dx000003SmplAAE', sites: [{ siteId }], configurations: [] },
      ]),
    ),
});

export const programOf = ({ operation }: SimRequest): Quote['program'] =>
  operation.family === 'ordering-apex' ? 'apex' : 'alliance';

/** The quote, if there is one of that id in the program the request is made in. */
export const quoteOf = (request: SimRequest, world: SimWorld, quoteId: string): Readonly<Quote> | undefined => {
  const quote = world.of(quotes).get(quoteId);
  return quote?.program === programOf(request) ? quote : undefined;
};
