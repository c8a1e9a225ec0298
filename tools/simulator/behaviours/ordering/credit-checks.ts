import * as z from 'zod';
import { longRecordId } from '#domain/order/record-id';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { sampleQuotes } from './sample-records';

/** `Auto-Approved` is AT&T’s; the other words are assumed. */
const approvalStatuses = ['Auto-Approved', 'Manual Review', 'Manually Approved', 'Declined'] as const;

const creditCheckSchema = z.object({
  quoteId: z.string(),
  creditCheckId: z.string(),
  /** Unknown for those of AT&T’s samples. */
  createdAt: z.string().optional(),
  approvalStatus: z.enum(approvalStatuses),
  casApplicationNumber: z.number(),
  unifiedCreditTransactionId: z.string(),
  /** APEX prints nothing of what is in its details: then the decision is told elsewhere. */
  isToldByMail: z.boolean().default(false),
});
export type CreditCheck = z.infer<typeof creditCheckSchema>;

const decided =
  (approvalStatus: CreditCheck['approvalStatus']) =>
  (check: CreditCheck): CreditCheck | undefined =>
    check.approvalStatus === 'Manual Review' ? { ...check, approvalStatus } : undefined;

/** The credit check of a quote, by quote id. A decision stands: a later check gives the same. */
export const creditChecks = defineKind({
  keyOf: longRecordId,
  name: 'credit-check',
  schema: creditCheckSchema,
  initially: () =>
    Object.fromEntries(
      sampleQuotes
        .filter(({ hasApprovedCredit }) => hasApprovedCredit)
        .map(({ quoteId }): [string, CreditCheck] => [
          quoteId,
          {
            quoteId,
            creditCheckId: 'a9X550000005tWzEAI',
            approvalStatus: 'Auto-Approved',
            casApplicationNumber: 311017367245,
            unifiedCreditTransactionId: 'U20231101408321276',
            isToldByMail: false,
          },
        ]),
    ),
  transitions: { approve: decided('Manually Approved'), decline: decided('Declined') },
});

interface CreditCourse {
  first: CreditCheck['approvalStatus'];
  then?: { transition: 'approve' | 'decline'; after: string };
  isToldByMail?: true;
  outcome: string;
}

const reviewLasts = 'PT24H';

/** How a credit check goes, by a magic name of the business (Alliance) or of the quote’s opportunity (APEX). */
export const creditCourses: Readonly<Record<string, CreditCourse>> = {
  'Credit Declined': { first: 'Declined', outcome: 'The credit check declines, which ends the sale.' },
  'Credit In Review': {
    first: 'Manual Review',
    then: { transition: 'approve', after: reviewLasts },
    outcome: 'The credit check goes to manual review, and is approved after 24 hours of simulated time.',
  },
  'Credit Review Declined': {
    first: 'Manual Review',
    then: { transition: 'decline', after: reviewLasts },
    outcome: 'The credit check goes to manual review, and is declined after 24 hours of simulated time.',
  },
};

/** APEX only. */
export const toldByMail: Readonly<Record<string, CreditCourse>> = {
  'Credit Told By Mail': {
    first: 'Auto-Approved',
    isToldByMail: true,
    outcome: 'The credit check is approved, and its answer does not say so: `creditCheckDetails` is empty.',
  },
};

const usual: CreditCourse = { first: 'Auto-Approved', outcome: 'Approved.' };

/** The quote’s check: the one there is, or a new one that goes as the name says. */
export const checkedCredit = (world: SimWorld, quoteId: string, name: string | undefined): Readonly<CreditCheck> => {
  const checks = world.of(creditChecks);
  const known = checks.get(quoteId);
  if (known) return known;
  const courses = new Map(Object.entries({ ...creditCourses, ...toldByMail }));
  const { first, then, isToldByMail = false } = courses.get(name ?? '') ?? usual;
  const check = checks.put(quoteId, {
    quoteId,
    creditCheckId: world.ids.salesforce('a9X'),
    createdAt: world.now().toISOString(),
    approvalStatus: first,
    casApplicationNumber: Number(world.ids.digits('cas-application', 12)),
    unifiedCreditTransactionId: `U${world.ids.digits('credit-transaction', 17)}`,
    isToldByMail,
  });
  if (then) world.after(then.after, creditChecks, quoteId, then.transition);
  return check;
};

export const isApproved = (check: Pick<CreditCheck, 'approvalStatus'> | undefined): boolean =>
  check?.approvalStatus === 'Auto-Approved' || check?.approvalStatus === 'Manually Approved';
