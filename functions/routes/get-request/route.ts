import * as z from 'zod';
import { requestIdParameter, requestViewSchema } from '#requests/request-view';
import { defineRoute } from '#routes/define-route';
import { requestExample } from '#routes/request-example';

export const route = defineRoute({
  id: 'get-request',
  scope: 'tracking:read',
  summary: 'Get the outcome of a write',
  description:
    'What became of a write, whether its caller got an answer or not: its outcome, AT&T’s answer once known, and what happens next. The address is in the header `x-request-record` of every answer to a write, and in `Location` while the outcome is unknown.',
  impact: 'Partners cannot find out what became of writes that ended without an answer.',
  method: 'GET',
  path: '/v1/requests/{requestId}',
  request: {
    path: z.object({ requestId: requestIdParameter }),
  },
  response: requestViewSchema,
  example: {
    request: { path: { requestId: requestExample.requestId } },
    answer: { status: 200, body: requestExample },
  },
});
