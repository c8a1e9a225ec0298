import * as z from 'zod';
import type { OperationBehaviour } from '../../behaviour';
import { lineSummary } from './line-answers';
import { lines } from './lines';

const maximumLimit = 100;

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

const querySchema = z.looseObject({
  foundationAccountNumber: z.string().optional(),
  billingAccountNumber: z.string().optional(),
  subscriberNumber: z.string().optional(),
  subscriberStatus: z.string().toLowerCase().optional(),
  offset: wholeNumber.default(0),
  limit: wholeNumber.default(50),
});

export const listSubscribers: OperationBehaviour = {
  answer: ({ query }, world) => {
    const wanted = querySchema.parse(query);
    const limit = Math.min(Math.max(wanted.limit, 1), maximumLimit);
    const found = world
      .of(lines)
      .all()
      .filter(
        ([number, line]) =>
          (wanted.subscriberNumber ?? number) === number &&
          (wanted.subscriberStatus ?? line.status.toLowerCase()) === line.status.toLowerCase() &&
          (wanted.billingAccountNumber ?? line.billingAccountNumber) === line.billingAccountNumber &&
          (wanted.foundationAccountNumber ?? line.foundationAccountNumber) === line.foundationAccountNumber,
      );
    const page = found.slice(wanted.offset, wanted.offset + limit);
    return {
      status: 200,
      body: {
        subscribers: page.map(([number, line]) => lineSummary(number, line)),
        totalCount: found.length,
        offset: wanted.offset,
        limit,
      },
    };
  },
};
