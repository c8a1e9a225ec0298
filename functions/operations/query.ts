import * as z from 'zod';

const parameterName = /^[A-Za-z][0-9A-Za-z_.-]{0,63}$/;
const parameterValue = /^[0-9A-Za-z_ :,+-]{1,128}$/;

/** A word such as a status. Open, because AT&T publishes no list. */
export const word = /* @__PURE__ */ z
  .string()
  .regex(/^[A-Za-z][A-Za-z_-]{0,31}$/, 'must be one word of letters, `_` and `-`, at most 32');

export const wholeNumber = /* @__PURE__ */ z
  .string()
  .regex(/^[0-9]{1,6}$/, 'must be a whole number of at most 6 digits');

/** A name of a business or person: letters of any script, but no digits other than 0 to 9 and nothing invisible. */
export const nameInQuery = /* @__PURE__ */ z
  .string()
  .regex(/^[\p{L}\p{M}\p{P}\p{S} 0-9]{1,128}$/u, 'must be a name of at most 128 printable characters');

/** A text of the caller’s that means nothing in an address. */
export const plainText = /* @__PURE__ */ z
  .string()
  .regex(parameterValue, 'must be letters, digits, blanks, `_`, `:`, `,`, `+` and `-`, at most 128');

/** Of parameters of which a call has exactly one, such as the keys that something can be read by. */
export const exactlyOneOf =
  (names: readonly string[]) =>
  (parameters: object, context: z.RefinementCtx): void => {
    const given = names.filter((name) => Object.hasOwn(parameters, name));
    if (given.length === 1) return;
    const message = `must be the only one of ${names.join(', ')}: exactly one is needed`;
    context.addIssue({ code: 'custom', path: [given[1] ?? names[0] ?? ''], message });
  };

/**
 * Query parameters of a read. Those not named here go to AT&T as well, so their names and values are held to
 * characters that are harmless in an address.
 */
export const queryOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape).superRefine((parameters, context) => {
    for (const [name, value] of Object.entries<unknown>(parameters)) {
      if (Object.hasOwn(shape, name)) continue;
      if (parameterName.test(name) && typeof value === 'string' && parameterValue.test(value)) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: 'is not a parameter of this operation, and is not plain enough to be passed on',
      });
    }
  });
