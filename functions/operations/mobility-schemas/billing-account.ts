import * as z from 'zod';
import { foundationAccountNumber } from '#operations/mobility-schemas/account';
import { address } from '#operations/mobility-schemas/address';
import { contact, name } from '#operations/mobility-schemas/person';
import { filledText, text } from '#operations/mobility-schemas/text';

export const billingAccountMembers = {
  name,
  address: address.describe('Where bills go.'),
  contact: contact.optional(),
  foundationAccountNumber: foundationAccountNumber.optional(),
  billingPreferences: z
    .looseObject({
      billFormat: filledText
        .describe('Such as `paperless` or `paper`, which are assumed: AT&T prints no words for it.')
        .optional(),
      language: filledText.describe('Such as `en` or `es`.').optional(),
    })
    .optional(),
};

export const billingAccount = z
  .looseObject({
    billingAccountNumber: text,
    accountStatus: text.describe('Open text, such as `active`.').optional(),
    foundationAccountNumber: text.optional(),
    name: z.looseObject({}).optional(),
    address: z.looseObject({}).optional(),
    contact: z.looseObject({}).optional(),
    billingPreferences: z.looseObject({}).optional(),
    createdDate: text.describe('ISO 8601.').optional(),
  })
  .describe('A billing account. Assumed: AT&T publishes no answer.');
