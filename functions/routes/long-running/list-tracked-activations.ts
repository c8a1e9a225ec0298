import * as z from 'zod';
import { within } from '#domain/links';
import { eid, iccid, imei } from '#operations/mobility-schemas/device';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { defineRoute } from '#routes/define-route';
import { listOrder, pageQuery, referenceFilter } from '#routes/list-page';
import { activationExample } from '#routes/long-running/examples';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { trackedItems } from '#routes/long-running/tracked-items';
import { longRunningLinks, activationViewSchema } from '#tracking/long-running/long-running-view';

const query = z.object({
  state: activationViewSchema.shape.state.optional(),
  subscriberNumber: subscriberNumber.describe('The number the line has or shall have.').optional(),
  sim: iccid.optional(),
  imei: imei.optional(),
  eid: eid.optional(),
  externalId: z.string().min(1).max(128).describe('Your own reference, as it was sent to AT&T.').optional(),
  customerReference: referenceFilter,
  ...pageQuery,
});

const summary = activationViewSchema.omit({ timeline: true, earlierEntries: true, nextSteps: true });

export const listTrackedActivations = defineRoute({
  id: 'list-tracked-activations',
  scope: 'tracking:read',
  summary: 'List tracked service activations',
  description: `Service activations of the Solution Provider. ${listOrder}`,
  impact: 'Partners cannot list activations that are under way.',
  method: 'GET',
  path: '/v1/tracking/activations',
  request: { query },
  response: z.object({
    activations: z.array(summary).describe('Without next steps and timeline: those are on each itself.'),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  links: within('/activations/*', longRunningLinks),
  problems: [],
  example: {
    request: { query: { state: 'active' } },
    answer: { status: 200, body: { activations: [summary.parse(activationExample)] } },
  },
  answer: async ({ query: filter, solutionProvider }, deps: LongRunningReads) => {
    const { items, ...rest } = await trackedItems(deps, 'service-activation', solutionProvider, filter);
    return { body: { activations: items, ...rest } };
  },
});
