import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { cancellationIn } from '#operations/mobility-schemas/port-in-read-back';
import { dateTime } from '#operations/mobility-schemas/date-time';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { portInOrder, portInSecrets } from '#operations/mobility-schemas/port-in';
import { attId } from '#operations/mobility-schemas/att-id';
import { filledText } from '#operations/mobility-schemas/text';

const body = z
  .looseObject({
    reasonCode: filledText.describe('Why. AT&T’s list is not public.').optional(),
    initiatorId: filledText.describe('Who asks for the cancellation.').optional(),
    subscriberNumber: subscriberNumber.describe('The number that was to move.').optional(),
    requestedCancellationDate: dateTime.optional(),
  })
  .describe('Reason and date. May be an empty object.');

const cancelled = z.string().regex(/^(?:cancell?ed|CN|acknowledged|accepted|pending|in ?progress|done|completed)$/i);

const refused = z.string().regex(/^(?:rejected|denied|failed|DN)$/i);

export const operation = defineOperation({
  id: 'cancel-port-in',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Cancel a port-in',
  description: 'Asks AT&T to stop a port-in. Possible only before the number has moved.',
  impact: 'Partners cannot stop port-ins that a customer no longer wants.',
  method: 'POST',
  path: '/v1/mobility/port-ins/{portInId}/cancellation',
  request: { path: z.object({ portInId: attId }), body },
  response: portInOrder.partial(),
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/cancelPortabilityOrder',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: method and path of the cancellation of a portability order in a neighbouring AT&T family. Host: not published by AT&T. That AT&T takes the id as `portRequestNumber` is a hint from there.',
    bodyMembers: { portRequestNumber: '{portInId}' },
    idAt: '/id',
    statusAt: '/state',
  },
  success: { done: z.object({ state: cancelled }), refused: z.object({ state: refused }) },
  idempotency: 'optional',
  // AT&T may answer with the whole port-in.
  secretMembers: portInSecrets,
  longRunning: { kind: 'port-in', step: 'cancel', idAt: '/path/portInId' },
  readBack: {
    by: getPortIn,
    request: ({ path }) => [{ path, query: {} }],
    verdict: cancellationIn,
    confirms: true,
  },
});
