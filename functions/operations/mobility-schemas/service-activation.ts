import * as z from 'zod';
import { text } from '#operations/mobility-schemas/text';

export const activationRequest = z
  .looseObject({
    requestId: text.describe('Key for reading the status later.'),
    requestStatus: text
      .describe('`pending` and `reserved` are open, `active` and `rejected` are final; others may come.')
      .optional(),
    lines: z
      .array(
        z.looseObject({
          subscriberNumber: text.describe('The number AT&T assigned, once known.').nullable().optional(),
          status: text.describe('`pending`, `reserved`, `active` or `rejected`; others may come.').optional(),
          reasonCode: text.nullable().optional(),
          reason: text.describe('Why a line was rejected.').nullable().optional(),
        }),
      )
      .optional(),
  })
  .describe('State of an activation. Assumed: AT&T publishes no answer.');
