import * as z from 'zod';
import { carriesFailureFlag, successWord } from '#operations/shared/answers';
import { text } from '#operations/ordering-schemas/text';

/** The two members most of AT&T’s Ordering answers tell their outcome with. */
export const outcome = {
  status: z
    .union([text, z.number()])
    .describe('`Success` when done. Spelled `success` in the order handoff.')
    .optional(),
  statusMessage: text.describe('The outcome in AT&T’s words; free text.').optional(),
};

/** Done as far as the status word tells. */
export const statusSaysDone = z.looseObject({ status: successWord });

/** A list in which at least one item carries a failure flag of its own. */
export const refusalInList = z
  .array(z.unknown())
  .refine((items) => items.some(carriesFailureFlag), 'no item carries a failure flag');

/** An answer whose numeric `code` is that of an HTTP error. */
export const refusalCode = z.looseObject({
  code: z.union([z.number().int().min(400), z.string().regex(/^[45]\d\d$/)]),
});
