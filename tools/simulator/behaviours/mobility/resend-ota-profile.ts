import * as z from 'zod';
import { lineChange } from './line-change';

export const resendOtaProfile = lineChange({
  body: z.looseObject({ effectiveDate: z.string().optional() }),
  allowedIn: ['active'],
  otherwise: '200',
  change: ({ line }) => ({ set: { profileResends: line.profileResends + 1 } }),
  effectOf: (number) => `${number} profile resent`,
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550105',
      outcome: '200 whose body says `LINE_NOT_ACTIVE`: the line is cancelled.',
    },
  ],
});
