import * as z from 'zod';
import { text } from '#operations/mobility-schemas/text';

export const portInOrder = z
  .looseObject({
    id: text.describe('Key for the later port-in calls.'),
    href: text.optional(),
    portRequestNumber: text.optional(),
    state: text
      .describe(
        'Open text. Seen nearby: acknowledged, pending, sent, delayed, rejected, held, confirmed, inProgress, cancelled, completed, failed, partial, and OP, CF, CO, CT, CN, DN, ER.',
      )
      .optional(),
    stateReason: z
      .union([text, z.looseObject({ code: text.optional(), text: text.optional() })])
      .nullable()
      .describe('Why the port-in is in this state: a code and a text, or a text alone.')
      .optional(),
    orderDate: text.optional(),
    requestedStartDate: text.nullable().optional(),
    confirmedDate: text.nullable().describe('Date the old carrier agreed to.').optional(),
    completionDate: text.nullable().optional(),
    subscriberNumber: text.optional(),
    dispute: z.unknown().optional(),
    priority: text.optional(),
    note: z.array(z.looseObject({})).optional(),
    externalId: text.optional(),
    description: text.optional(),
  })
  .describe('State of a port-in. Member names from a neighbouring AT&T family; AT&T publishes no answer of this one.');

/** What nobody but the old carrier may read. */
export const portInSecrets = [
  '/oldServiceProvider/accountNumber',
  '/oldServiceProvider/pin',
  '/oldServiceProvider/taxId',
] as const;
