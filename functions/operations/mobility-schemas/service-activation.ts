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

/** An activation among those of a device, with what tells one from another. */
export const listedActivation = activationRequest.extend({
  requestDate: text.describe('When AT&T took the request in: ISO 8601 date and time.').optional(),
  externalId: text.nullable().optional(),
  device: z
    .looseObject({ imei: text.optional(), sim: text.nullable().optional(), eid: text.nullable().optional() })
    .optional(),
});
