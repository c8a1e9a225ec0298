import * as z from 'zod';
import { attId } from '#operations/mobility-schemas/att-id';
import { defineRoute } from '#routes/define-route';
import { portInExample } from '#routes/long-running/examples';
import { notedPortIn, type NotedPortIns } from '#routes/long-running/noted-port-in';
import { addNote, noteExample } from '#routes/notes';
import { noteInput, noteSchema } from '#tracking/note';
import type { NoteStore } from '#tracking/note-store';

export const addPortInNote = defineRoute({
  id: 'add-port-in-note',
  scope: 'tracking:write',
  summary: 'Add a note to a port-in',
  description:
    'Keeps a note of yours, a reference to a document such as a letter of authorization, or both. AT&T is told nothing. An event says that it was added, not what it says. What looks like a PIN, a password or an account number is stored as `[secret]`.',
  impact: 'Partners cannot add notes or document references to port-ins.',
  method: 'POST',
  path: '/v1/tracking/port-ins/{id}/notes',
  request: { path: z.object({ id: attId }), body: noteInput },
  idempotencyKey: 'required',
  response: noteSchema,
  problems: ['tracked-item-not-found', 'note-limit'],
  example: {
    request: {
      path: { id: portInExample.id },
      body: { text: noteExample.text, document: noteExample.document },
    },
    answer: { status: 201, body: noteExample },
  },
  answer: async (call, deps: NotedPortIns & { notes: Pick<NoteStore, 'add'> }) =>
    addNote(deps.notes, call, call.body, () => notedPortIn(deps, call.solutionProvider, call.path.id)),
});
