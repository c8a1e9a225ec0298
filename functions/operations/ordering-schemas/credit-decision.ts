import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { trueFlag } from '#operations/ordering-schemas/flags';
import { creditCheckId } from '#operations/ordering-schemas/ids';
import { text } from '#operations/ordering-schemas/text';

/** AT&T’s answer to an Alliance credit check. */
export const creditDecision = z.looseObject({
  creditCheckId,
  approvalStatus: text.describe('The decision. `Auto-Approved` seen; the other values are not public.'),
  approvalStatusNotes: text.describe('`N/A` seen.').optional(),
  creditClass: text.describe('`LOW` seen.').optional(),
  creditDestination: text.describe('`B` seen.').optional(),
  bureauName: text.describe('`CAS DEFAULT` seen.').optional(),
  casApplicationNumber: z.number().describe('12 digits, an unquoted number.').optional(),
  unifiedCreditTransactionId: text.optional(),
  individualCustomerKey: text.optional(),
  affiliateAccountNumber: text.optional(),
  noErrorFlag: z.boolean().describe('False: the call failed although AT&T answered 200.'),
  errorCode: text.describe('Empty when all is well.').optional(),
  logErrorMessage: text.nullable().describe('Null when all is well.').optional(),
  displayErrorPage: z.boolean().optional(),
  pastDueAmount: text.describe('Text, empty in AT&T’s sample; unit not stated.').optional(),
  accountBalance: text.describe('Text, empty in AT&T’s sample; unit not stated.').optional(),
  minimumAmountDue: text.describe('Text, empty in AT&T’s sample; unit not stated.').optional(),
  isRefusedToPay: text.describe('Text although named like a flag; empty in AT&T’s sample.').optional(),
  isDebtResolutionPending: z.boolean().optional(),
  isUpdatedApplicationRequired: z.boolean().optional(),
  isIdentityVerificationRequired: z.boolean().optional(),
});

/** The check took place, whatever was decided: a declined customer is an answer, not a failure of the call. */
export const creditWasChecked = z.object({
  creditCheckId: presentId,
  approvalStatus: presentId,
  noErrorFlag: trueFlag,
});
