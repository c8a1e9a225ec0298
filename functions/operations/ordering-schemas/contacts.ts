import * as z from 'zod';
import { text } from '#operations/ordering-schemas/text';

const person = {
  type: text
    .describe('Role of the contact: `primary` and `alternate` printed; the full set of values is not public.')
    .optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  email: text.optional(),
  street: text.optional(),
  city: text.optional(),
  state: text.describe('Two-letter code in AT&T’s samples.').optional(),
};

const phone = text.describe('AT&T states no format.').optional();
const zip = text.describe('Called `zip` here, `zipCode` in contracts and billing.').optional();

const primaryAndAlternate = <C extends z.ZodType>(contact: C) =>
  z
    .looseObject({
      contactDetails: z
        .looseObject({
          primary: contact.optional(),
          alternate: contact.optional(),
        })
        .describe('An object with `primary` and `alternate`; a list in the APEX billing enrichment.')
        .optional(),
    })
    .describe('Whom AT&T may turn to about the order. Which members it requires is not public.');

/** Contacts of an APEX order. */
export const apexOrderContacts = primaryAndAlternate(z.looseObject({ ...person, phone, zip }));

/** Contacts of an Alliance order: as in APEX, without a phone number. */
export const allianceOrderContacts = primaryAndAlternate(z.looseObject({ ...person, zip }));

/** Contacts of a new billing account. */
export const billingContacts = z
  .looseObject({
    contactDetails: z
      .array(
        z.looseObject({
          ...person,
          phone,
          country: text.optional(),
          zipCode: text.describe('Called `zipCode` here, `zip` in orders.').optional(),
        }),
      )
      .describe('A list, unlike in Create Order.')
      .optional(),
  })
  .describe('Whom AT&T may turn to about the bills.');
