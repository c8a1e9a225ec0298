import * as z from 'zod';

const accountNumber = /* @__PURE__ */ z
  .string()
  .regex(/^[0-9A-Za-z-]{1,32}$/, 'must be an account number: letters, digits and `-`, at most 32');

export const billingAccountNumber = /* @__PURE__ */ accountNumber.describe(
  'Billing account number (BAN). 12 digits in samples; the length is not checked.',
);

export const foundationAccountNumber = /* @__PURE__ */ accountNumber.describe(
  'Foundation account number (FAN) of the business. 8 digits in samples; the length is not checked.',
);
