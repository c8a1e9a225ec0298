import * as z from 'zod';
import type { SuccessRule } from '#domain/success-rule';
import { effectiveDate } from '#operations/mobility-schemas/date-time';
import { filledText, text } from '#operations/mobility-schemas/text';

/** Where an independent connector found line changes. Which change it is has to be said in the body. */
export const linePath = '/sp/mobility/lineconfig/api/v1/service/{subscriberNumber}';

/** Words with which AT&T’s families say that a change is made or on its way. */
export const acceptanceWord = z
  .string()
  .regex(/^(?:success(?:ful)?|succeeded|accepted|acknowledged|completed?|pending|in[ -]?progress)$/i);

/** An echoed number alone is no success: a refusal could echo it as well. */
export const lineChangeSuccess: SuccessRule = { done: z.object({ status: acceptanceWord }) };

export const lineChangeAnswer = z
  .looseObject({
    subscriberNumber: text.optional(),
    status: text.describe('Outcome of the call, `Success` in our assumed shape. Not the status of the line.'),
    lineStatus: text.describe('Status of the line after the change: `active`, `suspended`, `cancelled`.').optional(),
    effectiveDate: text.describe('When the change takes effect.').optional(),
  })
  .describe('AT&T’s receipt for a line change. Assumed: AT&T publishes no answer.');

/** What every line change may carry. */
export const lineChangeMembers = { effectiveDate: effectiveDate.optional() };

/** Body of suspend, resume, cancel and restore. */
export const statusChange = z
  .looseObject({
    reasonCode: filledText
      .describe(
        'Why. A neighbouring AT&T family prints `Lost`, `CustomerRequest`, `EmployeeLeftCompany` and `CorporateCustomerCancel`; Mobility’s own list is not public.',
      )
      .optional(),
    ...lineChangeMembers,
  })
  .describe('Reason and date. May be an empty object.');
