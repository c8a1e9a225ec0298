import * as z from 'zod';
import { attId } from '#operations/mobility-schemas/att-id';
import { defineRoute } from '#routes/define-route';
import { portInExample } from '#routes/long-running/examples';
import { notedPortIn, type NotedPortIns } from '#routes/long-running/noted-port-in';
import { noteExample, noteList } from '#routes/notes';
import type { NoteStore } from '#tracking/note-store';

export const listPortInNotes = defineRoute({
  id: 'list-port-in-notes',
  scope: 'tracking:read',
  summary: 'List the notes of a port-in',
  description: 'Notes and document references, oldest first, all of them.',
  impact: 'Partners cannot read the notes of port-ins.',
  method: 'GET',
  path: '/v1/tracking/port-ins/{id}/notes',
  request: { path: z.object({ id: attId }) },
  response: noteList,
  problems: ['tracked-item-not-found'],
  example: {
    request: { path: { id: portInExample.id } },
    answer: { status: 200, body: { notes: [noteExample] } },
  },
  answer: async ({ path, solutionProvider }, deps: NotedPortIns & { notes: Pick<NoteStore, 'list'> }) => ({
    body: { notes: await deps.notes.list(await notedPortIn(deps, solutionProvider, path.id)) },
  }),
});
