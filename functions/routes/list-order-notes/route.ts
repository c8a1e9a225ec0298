import * as z from 'zod';
import { recordId } from '#operations/ordering-schemas/ids';
import { defineRoute } from '#routes/define-route';
import { orderExample } from '#routes/order-example';
import { noteExample, noteList } from '#routes/tracked-notes';

export const route = defineRoute({
  id: 'list-order-notes',
  scope: 'tracking:read',
  summary: 'List the notes of an order',
  description: 'Notes and document references, oldest first, all of them.',
  impact: 'Partners cannot read the notes of orders.',
  method: 'GET',
  path: '/v1/tracking/orders/{quoteId}/notes',
  request: { path: z.object({ quoteId: recordId }) },
  response: noteList,
  example: {
    request: { path: { quoteId: orderExample.quoteId } },
    answer: { status: 200, body: { notes: [noteExample] } },
  },
});
