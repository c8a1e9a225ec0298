import * as z from 'zod';
import { attId } from '#operations/mobility-schemas/att-id';
import { defineRoute } from '#routes/define-route';
import { activationExample } from '#routes/long-running/examples';
import { trackedItem, type LongRunningReads } from '#routes/long-running/tracked-item';
import { longRunningLinks, activationViewSchema } from '#tracking/long-running/long-running-view';
import { timelineQuery } from '#tracking/timeline-view';

export const getTrackedActivation = defineRoute({
  id: 'get-tracked-activation',
  scope: 'tracking:read',
  summary: 'Get a tracked service activation',
  description:
    'Where a service activation stands, as AT&T last said it, what can be done next and by whom, and the newest entries of the timeline. The header `ETag` carries its version.',
  impact: 'Partners cannot see how an activation stands without asking AT&T.',
  method: 'GET',
  path: '/v1/tracking/activations/{activationId}',
  request: { path: z.object({ activationId: attId }), query: timelineQuery },
  answersWithTag: true,
  response: activationViewSchema,
  links: longRunningLinks,
  problems: ['tracked-item-not-found'],
  example: {
    request: { path: { activationId: activationExample.id } },
    answer: { status: 200, body: activationViewSchema.parse(activationExample) },
  },
  answer: async ({ path, query, solutionProvider }, deps: LongRunningReads) =>
    trackedItem(deps, 'service-activation', solutionProvider, path.activationId, query),
});
