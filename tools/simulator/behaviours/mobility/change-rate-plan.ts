import * as z from 'zod';
import type { SimAnswer } from '../../behaviour';
import { effectiveFrom, lineChange } from './line-change';
import { restrictedPlan, unknownPlan } from './products';
import { refused, refusedWith200 } from './refusals';

/** Why AT&T does not put the line on the plan. Codes that are no magic are all taken. */
export const planObstacle = (number: string, code: string | undefined): SimAnswer | undefined => {
  if (code === unknownPlan) return refused(400, 'RATE_PLAN_UNKNOWN', `There is no rate plan ${code}`);
  if (code !== restrictedPlan) return undefined;
  return refusedWith200('PLAN_CHANGE_RESTRICTED', `Subscriber ${number} is not eligible for ${code}`, {
    subscriberNumber: number,
  });
};

export const changeRatePlan = lineChange({
  body: z.looseObject({ ratePlanCode: z.string(), effectiveDate: z.string().optional() }),
  allowedIn: ['active'],
  otherwise: 'error-status',
  change: ({ number, line, body: { ratePlanCode }, at }) =>
    planObstacle(number, ratePlanCode) ?? {
      setNow: { ratePlan: { ...line.ratePlan, expirationDate: at.toISOString() } },
      set: { ratePlan: { code: ratePlanCode, effectiveDate: at.toISOString() } },
      answer: effectiveFrom(at),
    },
  effectOf: (number, { ratePlanCode }) => `${number} to plan ${ratePlanCode}`,
  magicValues: [
    { where: '/ratePlanCode', value: unknownPlan, outcome: '400 `RATE_PLAN_UNKNOWN`.' },
    { where: '/ratePlanCode', value: restrictedPlan, outcome: '200 whose body says `PLAN_CHANGE_RESTRICTED`.' },
  ],
});
