import * as z from 'zod';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { accountObstacle, billingAccounts, closedAccount, putAccount } from './billing-accounts';

const part = z.looseObject({});
const bodySchema = z
  .object({ name: part, address: part, contact: part, foundationAccountNumber: z.string(), billingPreferences: part })
  .partial();

const answer: Behaviour = ({ path, body }, world) => {
  const number = path.billingAccountNumber ?? '';
  const obstacle = accountObstacle(world, number);
  if (obstacle) return obstacle;
  const changed = bodySchema.parse(body);
  putAccount(world, number, { ...world.of(billingAccounts).get(number), ...changed });
  return { status: 200, body: { billingAccountNumber: number, status: 'Success', ...changed } };
};

export const updateBillingAccount: OperationBehaviour = {
  answer,
  afterExample: (request, _, world) => void answer(request, world),
  magicValues: [
    {
      where: 'path billingAccountNumber',
      value: closedAccount,
      outcome: '409 `ACCOUNT_CLOSED`: the account is closed.',
    },
  ],
};
