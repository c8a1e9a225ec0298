import * as z from 'zod';
import { within } from '#domain/links';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { defineRoute } from '#routes/define-route';
import { listOrder, pageQuery, referenceFilter } from '#routes/list-page';
import { portInExample } from '#routes/long-running/examples';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { trackedItems } from '#routes/long-running/tracked-items';
import { longRunningLinks, portInViewSchema } from '#tracking/long-running/long-running-view';

const query = z.object({
  state: portInViewSchema.shape.state.optional(),
  subscriberNumber: subscriberNumber
    .describe('Port-ins of this number, the one whose outcome is not known among them.')
    .optional(),
  portRequestNumber: z.string().min(1).max(64).describe('AT&T’s number of the port request.').optional(),
  externalId: z.string().min(1).max(128).describe('Your own reference, as it was sent to AT&T.').optional(),
  customerReference: referenceFilter,
  ...pageQuery,
});

const summary = portInViewSchema.omit({ timeline: true, earlierEntries: true, nextSteps: true });

export const listTrackedPortIns = defineRoute({
  id: 'list-tracked-port-ins',
  scope: 'tracking:read',
  summary: 'List tracked port-ins',
  description: `Port-ins of the Solution Provider. One whose request has no known outcome has no id yet: it is found by its number. ${listOrder}`,
  impact: 'Partners cannot see which port-ins wait for them.',
  method: 'GET',
  path: '/v1/tracking/port-ins',
  request: { query },
  response: z.object({
    portIns: z.array(summary).describe('Without next steps and timeline: those are on each itself.'),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  links: within('/portIns/*', longRunningLinks),
  problems: [],
  example: {
    request: { query: { state: 'action-required' } },
    answer: { status: 200, body: { portIns: [summary.parse(portInExample)] } },
  },
  answer: async ({ query: filter, solutionProvider }, deps: LongRunningReads) => {
    const { items, ...rest } = await trackedItems(deps, 'port-in', solutionProvider, filter);
    return { body: { portIns: items, ...rest } };
  },
});
