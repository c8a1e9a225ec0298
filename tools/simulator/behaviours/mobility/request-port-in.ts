import * as z from 'zod';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { accountObstacle, closedAccount } from './billing-accounts';
import { portCourses } from './port-courses';
import { portInAnswer } from './port-in-answer';
import { beginPortIn, portIns } from './port-ins';
import { refused, refusedWith200 } from './refusals';

const outrightRefusals = { errorStatus: '0197', with200: '0198' };

const bodySchema = z.looseObject({
  subscriberNumber: z.string(),
  billingAccountNumber: z.string(),
  oldServiceProvider: z.looseObject({ accountNumber: z.string() }),
  accountHolder: z.looseObject({}),
  billingZip: z.string(),
});

const answer: Behaviour = ({ body }, world) => {
  const wish = bodySchema.parse(body);
  const { subscriberNumber } = wish;
  if (subscriberNumber.endsWith(outrightRefusals.errorStatus)) {
    return refused(400, 'NOT_COVERED', `${subscriberNumber} is outside AT&T’s coverage`);
  }
  if (subscriberNumber.endsWith(outrightRefusals.with200)) {
    return refusedWith200('NOT_ELIGIBLE', `${subscriberNumber} is not eligible`, { id: '', subscriberNumber });
  }
  const obstacle = accountObstacle(world, wish.billingAccountNumber);
  if (obstacle) return obstacle;
  const id = `PORT-${world.ids.digits('port-in', 10)}`;
  return { status: 201, body: portInAnswer(beginPortIn(id, subscriberNumber, wish, world)) };
};

const exampleAnswer = z.looseObject({ id: z.string() });

export const requestPortIn: OperationBehaviour = {
  answer,
  afterExample: ({ body }, example, world) => {
    const wish = bodySchema.parse(body);
    beginPortIn(exampleAnswer.parse(example.body).id, wish.subscriberNumber, wish, world);
  },
  makes: ({ body }) => ({ kind: portIns, key: exampleAnswer.parse(body).id }),
  effectOf: ({ body }) => `port-in of ${bodySchema.parse(body).subscriberNumber}`,
  magicValues: [
    ...[...portCourses.values()].map(({ ending, outcome }) => ({
      where: '/subscriberNumber' as const,
      value: ending === undefined ? 'any other number' : `ends in ${ending}`,
      outcome,
    })),
    {
      where: '/subscriberNumber',
      value: `ends in ${outrightRefusals.errorStatus}`,
      outcome: '400 `NOT_COVERED`; no port-in is made.',
    },
    {
      where: '/subscriberNumber',
      value: `ends in ${outrightRefusals.with200}`,
      outcome: '200 whose body says `NOT_ELIGIBLE`; no port-in is made.',
    },
    { where: '/billingAccountNumber', value: closedAccount, outcome: '409 `ACCOUNT_CLOSED`: the account is closed.' },
  ],
};
