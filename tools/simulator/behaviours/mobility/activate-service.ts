import * as z from 'zod';
import type { Behaviour, MagicValue, OperationBehaviour } from '../../behaviour';
import { activationAnswer } from './activation-answer';
import { activations, activationWish, beginActivation, slowSims, unheardOfStatus } from './activations';
import { accountObstacle, closedAccount } from './billing-accounts';
import { planObstacle } from './change-rate-plan';
import { typeAllocationCodes } from './equipment';
import { takenEnding, zipWithoutNumbers } from './number-pools';
import { restrictedPlan, unknownPlan } from './products';
import { refused } from './refusals';
import { refusedSims } from './sims';

const answer: Behaviour = ({ body }, world) => {
  const wish = activationWish.parse(body);
  const obstacle = accountObstacle(world, wish.billingAccountNumber);
  if (obstacle) return obstacle;
  if (planObstacle('', wish.ratePlanCode)) {
    return refused(400, 'RATE_PLAN_UNKNOWN', `New lines cannot have the rate plan ${wish.ratePlanCode}`);
  }
  const activation = beginActivation(`ACT-${world.ids.digits('activation', 10)}`, wish, world);
  return { status: 202, body: activationAnswer(activation) };
};

const exampleAnswer = z.looseObject({ requestId: z.string() });

const rejections: readonly [where: MagicValue['where'], value: string, code: string][] = [
  ...Object.entries(refusedSims).map(([ending, { code }]): [MagicValue['where'], string, string] => [
    '/device/sim',
    `ends in ${ending}`,
    code,
  ]),
  ['/device/imei', `starts with ${typeAllocationCodes.notCertified}`, 'DEVICE_NOT_CERTIFIED'],
  ['/device/imei', `starts with ${typeAllocationCodes.blocked}`, 'DEVICE_BLOCKED'],
  ['/serviceZip', zipWithoutNumbers, 'NO_NUMBER_AVAILABLE'],
  ['/subscriberNumber', `ends in ${takenEnding}`, 'NUMBER_NOT_AVAILABLE'],
];

export const activateService: OperationBehaviour = {
  answer,
  afterExample: ({ body }, example, world) =>
    void beginActivation(exampleAnswer.parse(example.body).requestId, activationWish.parse(body), world),
  makes: ({ body }) => ({ kind: activations, key: exampleAnswer.parse(body).requestId }),
  effectOf: ({ body }) => {
    const { sim, eid } = activationWish.parse(body).device;
    return sim === undefined ? `activation of eSIM ${eid ?? ''}` : `activation of SIM ${sim}`;
  },
  magicValues: [
    ...rejections.map(([where, value, code]) => ({
      where,
      value,
      outcome: `Taken in with 202, rejected with \`${code}\` after 15 minutes.`,
    })),
    {
      where: '/device/imei',
      value: `starts with ${typeAllocationCodes.withoutEsim}`,
      outcome: 'With `eid`: taken in with 202, rejected with `ESIM_NOT_SUPPORTED` after 15 minutes.',
    },
    { where: '/device/sim', value: `ends in ${slowSims.stuck}`, outcome: 'Stays `pending` for ever.' },
    {
      where: '/device/sim',
      value: `ends in ${slowSims.unheardOfStatus}`,
      outcome: `After 15 minutes has the status \`${unheardOfStatus}\`, which nobody knows; is \`active\` a day later.`,
    },
    { where: '/billingAccountNumber', value: closedAccount, outcome: '409 `ACCOUNT_CLOSED`: the account is closed.' },
    { where: '/ratePlanCode', value: unknownPlan, outcome: '400 `RATE_PLAN_UNKNOWN`.' },
    { where: '/ratePlanCode', value: restrictedPlan, outcome: '400 `RATE_PLAN_UNKNOWN`: not for new lines.' },
  ],
};
