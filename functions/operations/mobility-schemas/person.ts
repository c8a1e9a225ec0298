import * as z from 'zod';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { filledText } from '#operations/mobility-schemas/text';

export const name = z
  .looseObject({
    firstName: filledText.optional(),
    lastName: filledText.optional(),
    businessName: filledText.optional(),
  })
  .refine(
    ({ firstName, lastName, businessName }) =>
      businessName !== undefined || (firstName !== undefined && lastName !== undefined),
    'must have `firstName` and `lastName`, or `businessName`',
  )
  .describe('A person’s first and last name, or the name of a business.');

export const contact = z
  .looseObject({
    name: name.optional(),
    email: z
      .string()
      .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
      .optional(),
    phoneNumber: subscriberNumber.describe('Where the contact is reached: 10 digits.').optional(),
  })
  .describe('Whom AT&T may contact.');
