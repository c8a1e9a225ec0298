import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { opportunityId, quoteId, siteId } from '#operations/ordering-schemas/ids';
import { outcome } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

/** A place to be served. AT&T publishes no way to put a site on an APEX or Alliance quote, so these names are assumed. */
export const requestedSites = z
  .array(
    z.looseObject({
      siteName: text.optional(),
      street: text.optional(),
      city: text.optional(),
      state: text.optional(),
      zipCode: text.optional(),
      country: text.optional(),
    }),
  )
  .describe('Places to be served. Assumed: how a site comes onto the quote is not public.');

/** That an Opportunity id and a Quote id come back is what AT&T’s overview says; the member names are assumed. */
export const createdQuote = z.looseObject({
  ...outcome,
  opportunityId,
  quoteId,
  sites: z
    .array(z.looseObject({ siteId }))
    .describe('Sites now on the quote. Assumed: where AT&T tells their ids is not public.')
    .optional(),
});

/** The quote exists when its id is there; the Opportunity’s is promised too, and nothing here needs it. */
export const quoteWasCreated = z.object({ quoteId: presentId });
