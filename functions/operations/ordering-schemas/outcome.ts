import * as z from 'zod';
import { carriesFailureFlag, successWord } from '#operations/shared/answers';
import { text } from '#operations/ordering-schemas/text';

/** The two members most of AT&T’s Ordering answers tell their outcome with. */
export const outcome = {
  status: /* @__PURE__ */ z
    .union([text, /* @__PURE__ */ z.number()])
    .describe('`Success` when done. Spelled `success` in the order handoff.')
    .optional(),
  statusMessage: /* @__PURE__ */ text.describe('The outcome in AT&T’s words; free text.').optional(),
};

/** Done as far as the status word tells. */
export const statusSaysDone = /* @__PURE__ */ z.object({ status: successWord });

/** A list in which at least one item carries a failure flag of its own. */
export const refusalInList = /* @__PURE__ */ z
  .array(/* @__PURE__ */ z.unknown())
  .refine((items) => items.some(carriesFailureFlag), 'no item carries a failure flag');

/** A list of objects of which none does. */
export const listWithoutRefusal = /* @__PURE__ */ z
  .array(/* @__PURE__ */ z.unknown())
  .refine((items) => items.every(isObject) && !items.some(carriesFailureFlag), 'an item carries a failure flag');

const isObject = (item: unknown): boolean => typeof item === 'object' && item !== null && !Array.isArray(item);

/** An answer whose numeric `code` is that of an HTTP error. */
export const refusalCode = /* @__PURE__ */ z.object({
  code: /* @__PURE__ */ z.union([
    /* @__PURE__ */ z.number().int().min(400),
    /* @__PURE__ */ z.string().regex(/^[45]\d\d$/),
  ]),
});
