import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { portInOrder } from '#operations/mobility-schemas/port-in';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { queryOf } from '#operations/query';

export const operation = defineOperation({
  id: 'list-port-ins',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'List the port-ins of a number',
  description:
    'Lists every port-in that was requested of a number, whatever became of it. Finding none is an answer, not an error. The gateway asks it itself to find a port-in whose request AT&T left unanswered.',
  impact: 'Partners cannot find port-ins by number, and a port-in whose request got no answer needs a person.',
  method: 'GET',
  path: '/v1/mobility/port-ins',
  request: { query: queryOf({ subscriberNumber }) },
  response: z
    .looseObject({ portIns: z.array(portInOrder) })
    .describe('The port-ins of the number. Assumed: AT&T publishes no answer.'),
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/portabilityOrder',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the collection of the portability order (TM Forum 689) in a neighbouring AT&T family, filtered by number. AT&T’s overview does not name it. Host: not published by AT&T.',
  },
  success: { done: z.object({ portIns: z.array(z.object({})) }) },
  idempotency: 'safe',
});
