import * as z from 'zod';
import { attId } from '#operations/mobility-schemas/att-id';
import { defineRoute } from '#routes/define-route';
import { pdpProvisioningExample } from '#routes/long-running/examples';
import { trackedItem, type LongRunningReads } from '#routes/long-running/tracked-item';
import { longRunningLinks, pdpProvisioningViewSchema } from '#tracking/long-running/long-running-view';
import { timelineQuery } from '#tracking/timeline-view';

export const getTrackedPdpProvisioning = defineRoute({
  id: 'get-tracked-pdp-provisioning',
  scope: 'tracking:read',
  summary: 'Get a tracked PDP batch',
  description:
    'How far each line of a PDP batch is, as AT&T last said it, what can be done next, and the newest entries of the timeline. A batch of which some lines failed ends `partly-failed`. The header `ETag` carries its version.',
  impact: 'Partners cannot see which lines of a PDP batch failed without asking AT&T.',
  method: 'GET',
  path: '/v1/tracking/pdp-provisionings/{batchId}',
  request: { path: z.object({ batchId: attId }), query: timelineQuery },
  answersWithTag: true,
  response: pdpProvisioningViewSchema,
  links: longRunningLinks,
  problems: ['tracked-item-not-found'],
  example: {
    request: { path: { batchId: pdpProvisioningExample.id } },
    answer: { status: 200, body: pdpProvisioningViewSchema.parse(pdpProvisioningExample) },
  },
  answer: async ({ path, query, solutionProvider }, deps: LongRunningReads) =>
    trackedItem(deps, 'pdp-provisioning', solutionProvider, path.batchId, query),
});
