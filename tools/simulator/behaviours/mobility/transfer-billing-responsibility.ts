import * as z from 'zod';
import type { SimAnswer } from '../../behaviour';
import { accountObstacle, closedAccount } from './billing-accounts';
import { planObstacle } from './change-rate-plan';
import { effectiveFrom, lineChange } from './line-change';
import { refused, refusedWith200 } from './refusals';

const earlyTerminationFee = '150.00';
const feeText = `An early-termination fee of $${earlyTerminationFee} applies: the contract term has not ended.`;

export const transferBillingResponsibility = lineChange({
  body: z.looseObject({
    targetBillingAccountNumber: z.string(),
    ratePlanCode: z.string().optional(),
    effectiveDate: z.string().optional(),
  }),
  allowedIn: ['active', 'suspended'],
  otherwise: 'error-status',
  change: ({ number, line, body: { targetBillingAccountNumber: target, ratePlanCode }, world, at }) => {
    const obstacle: SimAnswer | undefined = accountObstacle(world, target) ?? planObstacle(number, ratePlanCode);
    if (obstacle) return obstacle;
    if (target === line.billingAccountNumber) {
      return refused(409, 'SAME_ACCOUNT', `Subscriber ${number} is in account ${target} already`);
    }
    const costsFee = line.contractEndDate !== undefined && new Date(line.contractEndDate) > at;
    if (costsFee && ratePlanCode !== undefined) {
      const message = 'The rate plan cannot change with a transfer within the contract term';
      return refusedWith200('PLAN_CHANGE_RESTRICTED', message, { subscriberNumber: number });
    }
    const ratePlan = { code: ratePlanCode ?? '', effectiveDate: at.toISOString() };
    return {
      set: { billingAccountNumber: target, ...(ratePlanCode === undefined ? {} : { ratePlan }) },
      answer: {
        billingAccountNumber: target,
        ...effectiveFrom(at),
        ...(costsFee ? { earlyTerminationFee, message: feeText } : {}),
      },
    };
  },
  effectOf: (number, { targetBillingAccountNumber }) => `${number} to account ${targetBillingAccountNumber}`,
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550129',
      outcome: 'Within its contract term: done, and the answer names an early-termination fee of $150.00.',
    },
    {
      where: '/targetBillingAccountNumber',
      value: closedAccount,
      outcome: '409 `ACCOUNT_CLOSED`: the account is closed.',
    },
  ],
});
