import { bulkPath, bulkStandingExample } from '#bulk/bulk-example';
import { bulkViewSchema } from '#bulk/bulk-view';
import { defineRoute } from '#routes/define-route';

export const route = defineRoute({
  id: 'get-bulk-write',
  scope: 'bulk:read',
  summary: 'Get a bulk write',
  description: 'How a bulk write stands: its state, how many rows have their result, and rows by state.',
  impact: 'Partners cannot see how their bulk writes stand.',
  method: 'GET',
  path: '/v1/bulk-writes/{bulkWriteId}',
  request: { path: bulkPath },
  response: bulkViewSchema,
  example: {
    request: { path: { bulkWriteId: bulkStandingExample.id } },
    answer: { status: 200, body: bulkStandingExample },
  },
});
