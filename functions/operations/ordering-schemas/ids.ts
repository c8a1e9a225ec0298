import * as z from 'zod';

/** A record id of AT&T’s. 15, 16 and 18 characters are all printed by AT&T, so its length is not checked beyond a limit. */
export const recordId = z
  .string()
  .regex(/^[!-~](?:[ -~]{0,62}[!-~])?$/, 'must be 1 to 64 printable characters, with no blank at either end');

export const quoteId = recordId.describe('Quote record; prefix `0Q0` in AT&T’s samples, of 15 or 18 characters.');

export const opportunityId = recordId.describe('Opportunity record.');

export const siteId = recordId.describe('Site that is on the quote; prefix `a7l` in AT&T’s samples.');

export const orderId = recordId.describe('Parent order record; prefix `801` in AT&T’s samples.');

export const subOrderId = recordId.describe(
  'Sub-order record; prefix `801` as for the parent order, so the two cannot be told apart by prefix.',
);

export const creditCheckId = recordId.describe('Credit check record; prefix `a9X` in AT&T’s samples.');

export const subAccountId = recordId.describe(
  'Sub-account of the end customer, from the Alliance end-customer lookup.',
);

export const solutionProviderId = recordId.describe(
  'AT&T’s id of the Solution Provider: like `A-06399x` in APEX samples, like `10067` in Alliance samples. Has to be the one the call is for.',
);
