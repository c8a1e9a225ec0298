import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { quoteId } from '#operations/ordering-schemas/ids';

/** AT&T’s answer when it has read or set the end customers of a quote’s sites. */
export const quoteSites = z.looseObject({
  quoteId,
  inputValues: z
    .array(z.looseObject({}))
    .describe('The sites of the quote with their customers. The members of an item are not public.'),
});

/** Both members AT&T documents are there. */
export const sitesWereAnswered = z.object({ quoteId: presentId, inputValues: z.array(z.unknown()) });
