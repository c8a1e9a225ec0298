import * as z from 'zod';
import type { OperationBehaviour, SimRequest } from '../../behaviour';
import { canonicalJson } from '../../canonical-json';
import type { SimWorld } from '../../world/sim-world';
import { billingAccounts, putAccount } from './billing-accounts';
import { refused } from './refusals';
import { attTime } from './times';

const unknownFoundationAccount = '50000404';

const bodySchema = z.looseObject({
  name: z.looseObject({}),
  address: z.looseObject({}),
  foundationAccountNumber: z.string().optional(),
});

const open = (number: string, { body }: SimRequest, world: SimWorld): object => {
  const wanted = bodySchema.parse(body);
  const { accountStatus, foundationAccountNumber } = putAccount(world, number, {
    ...wanted,
    accountStatus: 'active',
    createdDate: world.now().toISOString(),
  });
  return {
    billingAccountNumber: number,
    accountStatus,
    ...(foundationAccountNumber === undefined ? {} : { foundationAccountNumber }),
    createdDate: attTime(world.now()),
  };
};

const exampleAnswer = z.looseObject({ billingAccountNumber: z.string() });

export const createBillingAccount: OperationBehaviour = {
  answer: (request, world) =>
    bodySchema.parse(request.body).foundationAccountNumber === unknownFoundationAccount
      ? refused(400, 'FOUNDATION_ACCOUNT_UNKNOWN', `Foundation account ${unknownFoundationAccount} is not known`)
      : { status: 201, body: open(world.ids.digits('billing-account', 12), request, world) },
  afterExample: (request, { body }, world) => void open(exampleAnswer.parse(body).billingAccountNumber, request, world),
  makes: ({ body }) => ({ kind: billingAccounts, key: exampleAnswer.parse(body).billingAccountNumber }),
  effectOf: ({ body }) => {
    const { name, address } = bodySchema.parse(body);
    return `billing account of ${canonicalJson(name)} at ${canonicalJson(address)}`;
  },
  magicValues: [
    {
      where: '/foundationAccountNumber',
      value: unknownFoundationAccount,
      outcome: '400 `FOUNDATION_ACCOUNT_UNKNOWN`.',
    },
  ],
};
