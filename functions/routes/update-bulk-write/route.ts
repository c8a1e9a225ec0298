import * as z from 'zod';
import { bulkExample, bulkPath } from '#bulk/bulk-example';
import { bulkViewSchema } from '#bulk/bulk-view';
import { defineRoute } from '#routes/define-route';

export const route = defineRoute({
  id: 'update-bulk-write',
  scope: 'bulk:write',
  summary: 'Pause, resume or cancel a bulk write',
  description:
    '`paused`: no row is begun until it is `running` again. `cancelled`: rows that were not begun are cancelled, for good. Rows under way get their result. The operation’s own scope is needed as well. Asking for the state it has changes nothing.',
  impact: 'Partners cannot pause, resume or cancel their bulk writes.',
  method: 'PATCH',
  path: '/v1/bulk-writes/{bulkWriteId}',
  request: { path: bulkPath, body: z.strictObject({ state: z.enum(['paused', 'running', 'cancelled']) }) },
  response: bulkViewSchema,
  uses: ['bulk-writer'],
  example: {
    request: { path: { bulkWriteId: bulkExample.id }, body: { state: 'paused' } },
    answer: { status: 200, body: { ...bulkExample, state: 'paused' } },
  },
});
