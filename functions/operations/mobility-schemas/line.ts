import * as z from 'zod';
import { text } from '#operations/mobility-schemas/text';

const dated = {
  effectiveDate: text.describe('ISO 8601 date and time since when it applies.').optional(),
  expirationDate: text.nullable().describe('ISO 8601 date and time until when it applies, if it ends.').optional(),
};

const product = z.looseObject({ code: text, description: text.optional(), ...dated });

export const lineSummary = z
  .looseObject({
    subscriberNumber: text,
    status: text.describe('`active`, `suspended` or `cancelled`; others may come.').optional(),
    statusDate: text.describe('Since when the line has this status.').optional(),
    billingAccountNumber: text.optional(),
    foundationAccountNumber: text.optional(),
    name: z.looseObject({}).optional(),
  })
  .describe('One line.');

export const lineDetails = lineSummary
  .extend({
    primaryPlaceOfUse: z.looseObject({}).optional(),
    ratePlan: product.describe('The primary rate plan.').optional(),
    features: z.array(product).describe('Features beside the rate plan.').optional(),
    device: z
      .looseObject({
        imei: text.optional(),
        sim: text.nullable().optional(),
        eid: text.nullable().optional(),
        make: text.optional(),
        model: text.optional(),
      })
      .optional(),
    staticIp: text.nullable().optional(),
    activationDate: text.describe('When the line was first active.').optional(),
  })
  .describe('One line with its plan, features and device.');
