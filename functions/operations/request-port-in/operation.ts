import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { byPortInsOfNumber } from '#operations/mobility-schemas/port-in-read-back';
import { portInOrder, portInSecrets } from '#operations/mobility-schemas/port-in';
import { portInRequest } from '#operations/mobility-schemas/port-in-request';

export const operation = defineOperation({
  id: 'request-port-in',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Request a port-in',
  description:
    'Asks AT&T to move a phone number from another carrier. The old carrier decides: read the port-in with its `id` until its state is final, and correct it when the old carrier refuses.',
  impact: 'Partners cannot move customers’ phone numbers to AT&T.',
  method: 'POST',
  path: '/v1/mobility/port-ins',
  request: { body: portInRequest },
  response: portInOrder,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/portabilityOrder',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: method and path of the portability order (TM Forum 689) in a neighbouring AT&T family. Host: not published by AT&T.',
    idAt: '/id',
    statusAt: '/state',
  },
  success: { done: z.object({ id: presentId }) },
  idempotency: 'required',
  secretMembers: portInSecrets,
  longRunning: {
    kind: 'port-in',
    step: 'open',
    locks: { number: '/body/subscriberNumber' },
    storedDetails: {
      subscriberNumber: '/body/subscriberNumber',
      requestedDate: '/body/requestedStartDate',
      externalId: '/body/externalId',
    },
  },
  polledBy: getPortIn,
  readBack: byPortInsOfNumber,
});
