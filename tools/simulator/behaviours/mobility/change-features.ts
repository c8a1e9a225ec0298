import * as z from 'zod';
import type { SimAnswer } from '../../behaviour';
import { effectiveFrom, lineChange } from './line-change';
import type { Product } from './lines';
import { liveFeatures } from './products';
import { refused, refusedWith200 } from './refusals';

const unknownFeature = 'FEATURE-UNKNOWN';
const conflictingFeature = 'FEATURE-CONFLICT';

const bodySchema = z.looseObject({
  add: z.array(z.string()).default([]),
  remove: z.array(z.string()).default([]),
  replaceDuplicateFeatures: z.boolean().optional(),
  replaceConflictingFeatures: z.boolean().optional(),
  effectiveDate: z.string().optional(),
});
type Wish = z.infer<typeof bodySchema>;

const obstacle = (number: string, wish: Wish, has: (code: string) => boolean): SimAnswer | undefined => {
  const refusal = (code: string, message: string): SimAnswer =>
    refusedWith200(code, message, { subscriberNumber: number });
  if (wish.add.includes(unknownFeature)) {
    return refused(400, 'FEATURE_UNKNOWN', `There is no feature ${unknownFeature}`);
  }
  const missing = wish.remove.find((code) => !has(code));
  if (missing !== undefined) return refusal('FEATURE_NOT_ON_LINE', `Subscriber ${number} has no feature ${missing}`);
  const duplicate = wish.add.find(has);
  if (duplicate !== undefined && wish.replaceDuplicateFeatures !== true) {
    return refusal('FEATURE_DUPLICATE', `Subscriber ${number} has feature ${duplicate} already`);
  }
  return wish.add.includes(conflictingFeature) && wish.replaceConflictingFeatures !== true
    ? refusal('FEATURE_CONFLICT', `${conflictingFeature} conflicts with a feature of subscriber ${number}`)
    : undefined;
};

export const changeFeatures = lineChange({
  body: bodySchema,
  allowedIn: ['active'],
  otherwise: 'error-status',
  change: ({ number, line, body, world, at }) => {
    const features = liveFeatures(line.features, world.now());
    const refusal = obstacle(number, body, (code) => features.some((feature) => feature.code === code));
    if (refusal) return refusal;
    const date = at.toISOString();
    const kept = features
      .filter(({ code }) => !body.add.includes(code))
      .map((feature): Product => (body.remove.includes(feature.code) ? { ...feature, expirationDate: date } : feature));
    const added = [...new Set(body.add)].map((code): Product => ({ code, effectiveDate: date }));
    // Features carry their own dates, so all of them are written down at once.
    return { setNow: { features: [...kept, ...added] }, set: {}, answer: effectiveFrom(at) };
  },
  effectOf: (number, { add, remove }) =>
    [number, ...add.map((code) => `+${code}`), ...remove.map((code) => `-${code}`)].join(' '),
  magicValues: [
    { where: '/add', value: unknownFeature, outcome: '400 `FEATURE_UNKNOWN`.' },
    {
      where: '/add',
      value: conflictingFeature,
      outcome: '200 whose body says `FEATURE_CONFLICT`, unless `replaceConflictingFeatures` is true.',
    },
    {
      where: '/remove',
      value: 'a code the line does not have',
      outcome: '200 whose body says `FEATURE_NOT_ON_LINE`.',
    },
    {
      where: '/add',
      value: 'a code the line has already',
      outcome: '200 whose body says `FEATURE_DUPLICATE`, unless `replaceDuplicateFeatures` is true.',
    },
  ],
});
