import * as z from 'zod';

export const text = z.string();

export const filledText = /* @__PURE__ */ text.refine((value) => value.trim() !== '', 'must not be blank');

/** Checked only so far as a typing slip would show; AT&T states no format. */
export const mailbox = /* @__PURE__ */ text.regex(/^[^\s@]+@[^\s@]+$/, 'must be one e-mail address');
