import * as z from 'zod';
import { requestId } from '#operations/mobility-schemas/request-id';
import { defineRoute } from '#routes/define-route';
import { portInExample } from '#routes/long-running-examples';
import { noteExample, noteList } from '#routes/tracked-notes';

export const route = defineRoute({
  id: 'list-port-in-notes',
  scope: 'tracking:read',
  summary: 'List the notes of a port-in',
  description: 'Notes and document references, oldest first, all of them.',
  impact: 'Partners cannot read the notes of port-ins.',
  method: 'GET',
  path: '/v1/tracking/port-ins/{id}/notes',
  request: { path: z.object({ id: requestId }) },
  response: noteList,
  example: {
    request: { path: { id: portInExample.id } },
    answer: { status: 200, body: { notes: [noteExample] } },
  },
});
