import * as z from 'zod';
import { knownRecordId } from '#routes/orders/known-record-id';
import { defineRoute } from '#routes/define-route';
import { addNote, noteExample } from '#routes/notes';
import { notedOrder, type NotedOrders } from '#routes/orders/noted-order';
import { orderExample } from '#routes/orders/order-example';
import { noteInput, noteSchema } from '#tracking/note';
import type { NoteStore } from '#tracking/note-store';

export const addOrderNote = defineRoute({
  id: 'add-order-note',
  scope: 'tracking:write',
  summary: 'Add a note to an order',
  description:
    'Keeps a note of yours, a reference to a document such as a letter of authorization, or both. AT&T is told nothing. An event says that it was added, not what it says. What looks like a PIN, a password or an account number is stored as `[secret]`.',
  impact: 'Partners cannot add notes or document references to orders.',
  method: 'POST',
  path: '/v1/tracking/orders/{quoteId}/notes',
  request: { path: z.object({ quoteId: knownRecordId }), body: noteInput },
  idempotencyKey: 'required',
  response: noteSchema,
  problems: ['order-not-found', 'note-limit'],
  example: {
    request: {
      path: { quoteId: orderExample.quoteId },
      body: { text: noteExample.text, document: noteExample.document },
    },
    answer: { status: 201, body: noteExample },
  },
  answer: async (call, deps: NotedOrders & { notes: Pick<NoteStore, 'add'> }) =>
    addNote(deps.notes, call, call.body, () => notedOrder(deps, call.solutionProvider, call.path.quoteId)),
});
