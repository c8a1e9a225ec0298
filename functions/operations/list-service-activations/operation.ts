import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { eid, iccid, imei } from '#operations/mobility-schemas/device';
import { listedActivation } from '#operations/mobility-schemas/service-activation';
import { exactlyOneOf, plainText, queryOf } from '#operations/query';

const keys = {
  sim: iccid.optional(),
  eid: eid.optional(),
  imei: imei.optional(),
  externalId: plainText.describe('Your own reference, as the activation was requested with.').optional(),
};

export const operation = defineOperation({
  id: 'list-service-activations',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'List the service activations of a device',
  description:
    'Lists every activation that was requested of a SIM, an eSIM, a device or with a reference of yours, whatever became of it. Finding none is an answer, not an error. The gateway asks it itself to find an activation whose request AT&T left unanswered.',
  impact:
    'Partners cannot find activations by SIM, and an activation whose request got no answer is known by its line at best.',
  method: 'GET',
  path: '/v1/mobility/service-activations',
  request: { query: queryOf(keys).superRefine(exactlyOneOf(Object.keys(keys))) },
  response: z
    .looseObject({ activations: z.array(listedActivation) })
    .describe('The activations found. Assumed: AT&T publishes no answer.'),
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobilityactivations/api/v1/serviceactivation',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the collection of which a public listing of an independent connector, unconfirmed by AT&T, has the elements, filtered by one key. Neither AT&T’s overview nor that listing names it. Host: not published by AT&T.',
  },
  success: { done: z.object({ activations: z.array(z.object({})) }) },
  idempotency: 'safe',
});
