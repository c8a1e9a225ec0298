import * as z from 'zod';
import { within } from '#domain/links';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { defineRoute } from '#routes/define-route';
import { listOrder, pageQuery, referenceFilter } from '#routes/list-page';
import { pdpProvisioningExample } from '#routes/long-running/examples';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { trackedItems } from '#routes/long-running/tracked-items';
import { longRunningLinks, pdpProvisioningViewSchema } from '#tracking/long-running/long-running-view';

const query = z.object({
  state: pdpProvisioningViewSchema.shape.state.optional(),
  subscriberNumber: subscriberNumber.describe('Batches that have a line of this number.').optional(),
  apn: z.string().min(1).max(128).optional(),
  customerReference: referenceFilter,
  ...pageQuery,
});

const summary = pdpProvisioningViewSchema.omit({ timeline: true, earlierEntries: true, nextSteps: true });

export const listTrackedPdpProvisionings = defineRoute({
  id: 'list-tracked-pdp-provisionings',
  scope: 'tracking:read',
  summary: 'List tracked PDP batches',
  description: `PDP batches of the Solution Provider. ${listOrder}`,
  impact: 'Partners cannot list PDP batches that are under way.',
  method: 'GET',
  path: '/v1/tracking/pdp-provisionings',
  request: { query },
  response: z.object({
    pdpProvisionings: z.array(summary).describe('Without next steps and timeline: those are on each itself.'),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  links: within('/pdpProvisionings/*', longRunningLinks),
  problems: [],
  example: {
    request: { query: { state: 'partly-failed' } },
    answer: { status: 200, body: { pdpProvisionings: [summary.parse(pdpProvisioningExample)] } },
  },
  answer: async ({ query: filter, solutionProvider }, deps: LongRunningReads) => {
    const { items, ...rest } = await trackedItems(deps, 'pdp-provisioning', solutionProvider, filter);
    return { body: { pdpProvisionings: items, ...rest } };
  },
});
