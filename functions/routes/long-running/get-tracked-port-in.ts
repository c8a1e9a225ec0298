import * as z from 'zod';
import { attId } from '#operations/mobility-schemas/att-id';
import { defineRoute } from '#routes/define-route';
import { portInExample } from '#routes/long-running/examples';
import { trackedItem, type LongRunningReads } from '#routes/long-running/tracked-item';
import { longRunningLinks, portInViewSchema } from '#tracking/long-running/long-running-view';
import { timelineQuery } from '#tracking/timeline-view';

export const getTrackedPortIn = defineRoute({
  id: 'get-tracked-port-in',
  scope: 'tracking:read',
  summary: 'Get a tracked port-in',
  description:
    'Where a port-in stands, as AT&T last said it; why the old carrier refused, in plain words, with a request that cures it; what can be done next and by whom; and the newest entries of the timeline. The header `ETag` carries its version.',
  impact: 'Partners cannot see why a port-in was refused or what to do about it.',
  method: 'GET',
  path: '/v1/tracking/port-ins/{id}',
  request: { path: z.object({ id: attId }), query: timelineQuery },
  answersWithTag: true,
  response: portInViewSchema,
  links: longRunningLinks,
  problems: ['tracked-item-not-found'],
  example: {
    request: { path: { id: portInExample.id } },
    answer: { status: 200, body: portInViewSchema.parse(portInExample) },
  },
  answer: async ({ path, query, solutionProvider }, deps: LongRunningReads) =>
    trackedItem(deps, 'port-in', solutionProvider, path.id, query),
});
