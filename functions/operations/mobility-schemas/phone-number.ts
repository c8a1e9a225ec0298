import * as z from 'zod';

/** AT&T calls it CTN or MDN. The pattern is the one a neighbouring AT&T family publishes. */
export const subscriberNumber = /* @__PURE__ */ z
  .string()
  .regex(
    /^[2-9][0-9]{2}[2-9][0-9]{6}$/,
    'must be a 10-digit phone number; area code and central office code start with 2 to 9',
  )
  .describe('Phone number of the line: 10 digits, no country code, no punctuation.');

export const npaNxx = /* @__PURE__ */ z
  .string()
  .regex(
    /^[2-9][0-9]{2}[2-9][0-9]{2}$/,
    'must be 6 digits: area code and central office code, each starting with 2 to 9',
  )
  .describe('Area code and central office code: the first 6 digits of a phone number.');

/** The path of every route that is about one line. */
export const subscriberPath = /* @__PURE__ */ z.object({ subscriberNumber });
