import * as z from 'zod';
import { billingAccountNumber } from '#operations/mobility-schemas/account';
import { address, zip } from '#operations/mobility-schemas/address';
import { dateTime } from '#operations/mobility-schemas/date-time';
import { name } from '#operations/mobility-schemas/person';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { filledText } from '#operations/mobility-schemas/text';

const accountNumber = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,32}$/, 'must be letters, digits and `-`, at most 32')
  .describe('The customer’s account number at the old carrier, as on its latest bill.');

const pin = z
  .string()
  .regex(/^[!-~]{1,32}$/, 'must be 1 to 32 characters without spaces')
  .describe('Transfer PIN or passcode from the old carrier. Leave out only when the old account has none.');

const taxId = z
  .string()
  .regex(/^[0-9-]{4,11}$/, 'must be digits, at most 11 with hyphens')
  .describe('Tax id on the old account, or its last 4 digits. Only when the old carrier asks for it.');

export const oldServiceProvider = z
  .looseObject({
    name: filledText.describe('Name of the old carrier.').optional(),
    accountNumber,
    pin: pin.optional(),
    taxId: taxId.optional(),
  })
  .describe('The account at the carrier that loses the number.');

export const accountHolder = z
  .looseObject({ name, address: address.describe('Service address on the old carrier’s record.') })
  .describe('Name and address exactly as the old carrier has them, punctuation included.');

/** Beside the number and the two accounts; the names are those a neighbouring AT&T family uses. */
const portInMembers = {
  billingTelephoneNumber: subscriberNumber
    .describe('Main number of the old account, when it is not the number that moves.')
    .optional(),
  requestedStartDate: dateTime.describe('When the number shall move. ISO 8601.').optional(),
  authorizationDate: dateTime.describe('When the customer agreed to the transfer. ISO 8601.').optional(),
  priority: z.enum(['regular', 'expedite'], 'must be regular or expedite').optional(),
  marketServiceInfo: z
    .looseObject({
      billingMarket: filledText.optional(),
      billingSubMarket: filledText.optional(),
      localMarket: filledText.optional(),
      serviceZipCode: zip.optional(),
    })
    .optional(),
  note: z.array(z.looseObject({ text: filledText })).optional(),
  externalId: filledText.describe('Your own reference.').optional(),
  description: filledText.optional(),
};

export const portInRequest = z
  .looseObject({
    subscriberNumber: subscriberNumber.describe('The number to move to AT&T: 10 digits.'),
    billingAccountNumber,
    oldServiceProvider,
    accountHolder,
    billingZip: zip.describe('Billing ZIP on the old carrier’s record, not the ZIP of your office.'),
    ...portInMembers,
  })
  .describe('The number, and the old carrier’s record of it.');
