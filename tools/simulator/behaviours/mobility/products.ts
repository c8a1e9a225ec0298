import type { Product } from './lines';
import { attTime } from './times';

/** Rate plans and features whose name the simulator knows. Other codes are taken as well. */
const descriptions: ReadonlyMap<string, string> = new Map([
  ['UNLIMITED-A', 'Unlimited'],
  ['UNLIMITED-B', 'Unlimited Plus'],
  ['IOT-1GB', 'Connected device, 1 GB'],
  ['ROAM-NA', 'Roaming in North America'],
  ['ROAM-INTL', 'International roaming'],
  ['HOTSPOT', 'Mobile hotspot'],
]);

const described = ({ code, effectiveDate }: Product): object => {
  const description = descriptions.get(code);
  return {
    code,
    ...(description === undefined ? {} : { description }),
    ...(effectiveDate === undefined ? {} : { effectiveDate: attTime(effectiveDate) }),
  };
};

/** As line details show a rate plan. */
export const ratePlanAnswer = (plan: Product): object => ({
  ...described(plan),
  expirationDate: plan.expirationDate === undefined ? null : attTime(plan.expirationDate),
});

/** As line details show a feature. */
export const featureAnswer = (feature: Product): object => ({
  ...described(feature),
  ...(feature.expirationDate === undefined ? {} : { expirationDate: attTime(feature.expirationDate) }),
});

/** Features that have not ended. */
export const liveFeatures = (features: readonly Product[], now: Date): Product[] =>
  features.filter(({ expirationDate }) => expirationDate === undefined || new Date(expirationDate) > now);

export const unknownPlan = 'PLAN-UNKNOWN';
export const restrictedPlan = 'PLAN-RESTRICTED';
