import type { OperationBehaviour } from '../../behaviour';
import { billingAccounts, closedAccount } from './billing-accounts';
import { notFound } from './refusals';
import { attTime } from './times';

export const getBillingAccount: OperationBehaviour = {
  answer: ({ path }, world) => {
    const number = path.billingAccountNumber ?? '';
    const account = world.of(billingAccounts).get(number);
    if (!account) return notFound('Billing account', number);
    const { createdDate, ...members } = account;
    return {
      status: 200,
      body: {
        billingAccountNumber: number,
        ...members,
        ...(createdDate === undefined ? {} : { createdDate: attTime(createdDate) }),
      },
    };
  },
  magicValues: [
    { where: 'path billingAccountNumber', value: closedAccount, outcome: 'An account whose status is `closed`.' },
  ],
};
