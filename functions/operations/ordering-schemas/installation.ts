import * as z from 'zod';
import { filledText, text } from '#operations/ordering-schemas/text';
import { timestamp } from '#operations/ordering-schemas/timestamp';

/** What AT&T asks about an installation. */
export const installation = {
  premiseNotes: text.describe('Notes about the premise.'),
  customerRequestedStartDate: timestamp.describe(
    'Start the customer asks for, like `2024-01-16T20:00:00.000+0000`: AT&T prints the offset without a colon.',
  ),
  customerRequestedDueDate: timestamp.describe('Due date the customer asks for, in the same format.'),
  startBillingBeforeReqDueDate: filledText.describe(
    'Whether billing starts before the due date. A string, `"true"` in AT&T’s sample, not a boolean.',
  ),
  contacts: z.looseObject({}).describe('Contacts of the installation and shipping. The members inside are not public.'),
};

/** What enrichments are answered with. */
export const enrichedSubOrder = {
  orderId: text.describe('Order record.').optional(),
  subOrderId: text.describe('Sub-order record; 15 characters in AT&T’s samples.').optional(),
};
