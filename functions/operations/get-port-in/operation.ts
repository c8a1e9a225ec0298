import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { portInOrder } from '#operations/mobility-schemas/port-in';
import { requestId } from '#operations/mobility-schemas/request-id';

export const operation = defineOperation({
  id: 'get-port-in',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get a port-in',
  description:
    'Reads state, reason and dates of a port-in. A refused port-in is an answer, not an error, and a state nobody knows is passed on as it is.',
  impact: 'Partners cannot see how port-ins stand, so refusals stay unanswered.',
  method: 'GET',
  path: '/v1/mobility/port-ins/{portInId}',
  request: { path: z.object({ portInId: requestId }) },
  response: portInOrder,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/portabilityOrder/{portInId}',
    provenance: 'assumed',
    baseUrls: {},
    source:
      'Assumed: method and path of the portability order (TM Forum 689) in a neighbouring AT&T family. Host: not published by AT&T.',
    idAt: '/id',
    statusAt: '/state',
  },
  success: { done: z.looseObject({ id: presentId, state: presentId }) },
  idempotency: 'safe',
  longRunning: { kind: 'port-in', idAt: '/path/portInId' },
});
