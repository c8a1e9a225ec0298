import * as z from 'zod';
import { lineChange } from './line-change';

const part = z.looseObject({}).optional();

export const updateSubscriberInformation = lineChange({
  body: z.looseObject({ name: part, contact: part, primaryPlaceOfUse: part, effectiveDate: z.string().optional() }),
  allowedIn: ['active', 'suspended'],
  otherwise: '200',
  change: ({ body: { name, contact, primaryPlaceOfUse } }) => ({
    set: {
      ...(name === undefined ? {} : { name }),
      ...(contact === undefined ? {} : { contact }),
      ...(primaryPlaceOfUse === undefined ? {} : { primaryPlaceOfUse }),
    },
  }),
  effectOf: (number, { name, contact, primaryPlaceOfUse }) =>
    `${number} information ${JSON.stringify({ name, contact, primaryPlaceOfUse })}`,
});
