import * as z from 'zod';

/** Free text in an answer; never checked, so that nothing AT&T writes can fail. */
export const text = z.string();

/** Text a request has to fill. */
export const filledText = /* @__PURE__ */ z.string().refine((value) => value.trim() !== '', 'must not be blank');

/** A rate plan or feature code. AT&T publishes no list and no format. */
export const productCode = /* @__PURE__ */ z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z_.-]{0,63}$/, 'must be a code: letters, digits, `_`, `.` and `-`, at most 64')
  .describe('Code from AT&T’s catalogue. Its format is not published.');
