import * as z from 'zod';
import { knownRecordId } from '#routes/orders/known-record-id';
import { defineRoute } from '#routes/define-route';
import { noteExample, noteList } from '#routes/notes';
import { notedOrder, type NotedOrders } from '#routes/orders/noted-order';
import { orderExample } from '#routes/orders/order-example';
import type { NoteStore } from '#tracking/note-store';

export const listOrderNotes = defineRoute({
  id: 'list-order-notes',
  scope: 'tracking:read',
  summary: 'List the notes of an order',
  description: 'Notes and document references, oldest first, all of them.',
  impact: 'Partners cannot read the notes of orders.',
  method: 'GET',
  path: '/v1/tracking/orders/{quoteId}/notes',
  request: { path: z.object({ quoteId: knownRecordId }) },
  response: noteList,
  problems: ['order-not-found'],
  example: {
    request: { path: { quoteId: orderExample.quoteId } },
    answer: { status: 200, body: { notes: [noteExample] } },
  },
  answer: async ({ path, solutionProvider }, deps: NotedOrders & { notes: Pick<NoteStore, 'list'> }) => ({
    body: { notes: await deps.notes.list(await notedOrder(deps, solutionProvider, path.quoteId)) },
  }),
});
