import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { byNewNumber } from '#operations/mobility-schemas/new-number-read-back';
import { zip } from '#operations/mobility-schemas/address';
import { acceptanceWord, lineChangeAnswer } from '#operations/mobility-schemas/line-change';
import { npaNxx, subscriberNumber, subscriberPath } from '#operations/mobility-schemas/phone-number';
import { text } from '#operations/mobility-schemas/text';

const serviceZip = zip.describe(
  'ZIP code the new number belongs to. To move to another area, change the address first.',
);

/** A number cannot be changed back, so a wish that the mode would ignore is refused. */
const chosenByAtt = z.never('must be left out: in this mode AT&T chooses it').optional().describe('Must be left out.');

const systemAssigned = z
  .looseObject({
    mode: z.literal('system-assigned'),
    serviceZip,
    npaNxx: chosenByAtt,
    newSubscriberNumber: chosenByAtt,
  })
  .describe('AT&T chooses the whole number.');

const chosenNpaNxx = z
  .looseObject({ mode: z.literal('chosen-npa-nxx'), serviceZip, npaNxx, newSubscriberNumber: chosenByAtt })
  .describe('You choose the first 6 digits, AT&T the last 4.');

const vanity = z
  .looseObject({
    mode: z.literal('vanity'),
    serviceZip,
    npaNxx,
    newSubscriberNumber: subscriberNumber.describe('The whole number; its first 6 digits are `npaNxx`.'),
  })
  .refine((body) => body.newSubscriberNumber.startsWith(body.npaNxx), {
    error: 'must start with the digits of `npaNxx`',
    path: ['newSubscriberNumber'],
  })
  .describe('You choose all 10 digits. AT&T refuses a number that is taken.');

const body = z.discriminatedUnion('mode', [systemAssigned, chosenNpaNxx, vanity], {
  error: 'must be system-assigned, chosen-npa-nxx or vanity',
});

const response = lineChangeAnswer
  .extend({ newSubscriberNumber: text.describe('The number the line has from now on.').optional() })
  .describe('The new number. Assumed: AT&T publishes no answer.');

export const operation = defineOperation({
  id: 'change-number',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Change the phone number of a line',
  description:
    'Gives an active line another number of its service ZIP: one that AT&T picks, one with a chosen area and office code, or a vanity number.',
  impact: 'Partners cannot change customers’ phone numbers.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/number-change',
  request: { path: subscriberPath, body },
  response,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/sp/mobility/numberchange/api/v1/service/{subscriberNumber}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path. `mode` and its words are ours.',
    idAt: '/newSubscriberNumber',
    statusAt: '/status',
  },
  success: { done: z.object({ status: acceptanceWord, newSubscriberNumber: presentId }) },
  idempotency: 'required',
  sensitive: 'number',
  line: { numberAt: '/path/subscriberNumber', newNumberAt: '/newSubscriberNumber' },
  readBack: byNewNumber,
});
