import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { allianceEndCustomers } from './alliance-end-customers';
import { failed } from './refusals';

const requestSchema = z.looseObject({
  accountId: z.string().optional(),
  endCustomerId: z.string().optional(),
  subAccountId: z.string().optional(),
  reason: z.string().optional(),
});

const refusedReason = 'Refuse This';
const decisionTakes = 'P2D';

/** AT&T’s operations team decides two days later; until then `exception` says `N`, as in AT&T’s sample. */
const answer: Behaviour = (request, world) => {
  const { accountId, endCustomerId, subAccountId, reason } = requestSchema.parse(request.body);
  const customers = world.of(allianceEndCustomers);
  const [key, customer] =
    customers.all().find(([id, each]) => id === (accountId ?? endCustomerId) || each.subAccountId === subAccountId) ??
    [];
  if (key === undefined || !customer) return refuse(404, 'End customer not found');
  if (customer.allianceStatus !== 'ATT ONLY') return failed('The end customer needs no exception');
  const transition = reason === refusedReason ? 'refuse-exception' : 'grant-exception';
  world.after(decisionTakes, allianceEndCustomers, key, transition);
  return {
    status: 200,
    body: {
      status: 'Success',
      statusMessage: 'Exception request has been sent to the operations team',
      exceptionRequestId: world.ids.salesforce('a1X'),
    },
    effect: `exception for end customer ${key}`,
  };
};

export const allianceRequestEndCustomerException: OperationBehaviour = {
  answer,
  afterExample: (request, _answer, world) => void answer(request, world),
  magicValues: [
    {
      where: '/reason',
      value: refusedReason,
      outcome: 'The exception is refused after two days of simulated time; any other reason has it granted.',
    },
  ],
};
