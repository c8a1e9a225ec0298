import * as z from 'zod';
import type { OperationBehaviour } from '../../behaviour';
import type { Entities } from '../../world/sim-world';
import { lineSummary } from './line-answers';
import { lines, type Line } from './lines';

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

type Wanted = z.output<typeof querySchema>;
type Lines = ReturnType<Entities<Line>['all']>;

/** Those that may be meant, by what tells most. */
const candidates = (all: Entities<Line>, wanted: Wanted): Lines => {
  const { subscriberNumber, billingAccountNumber, foundationAccountNumber, subscriberStatus } = wanted;
  if (subscriberNumber !== undefined) {
    const line = all.get(subscriberNumber);
    return line ? [[subscriberNumber, line]] : [];
  }
  if (billingAccountNumber !== undefined) return all.having('billingAccountNumber', billingAccountNumber);
  if (foundationAccountNumber !== undefined) return all.having('foundationAccountNumber', foundationAccountNumber);
  return subscriberStatus === undefined ? all.all() : all.having('status', subscriberStatus);
};

export const listSubscribers: OperationBehaviour = {
  answer: ({ query }, world) => {
    const wanted = querySchema.parse(query);
    const limit = Math.min(Math.max(wanted.limit, 1), maximumLimit);
    const found = candidates(world.of(lines), wanted).filter(
      ([, line]) =>
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
