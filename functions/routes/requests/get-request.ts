import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { currentOutcome, type RequestStore } from '#requests/request-store';
import { requestIdParameter, requestView, requestViewSchema } from '#requests/request-view';
import { defineRoute } from '#routes/define-route';
import { requestExample } from '#routes/requests/request-example';

export const getRequest = defineRoute({
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
  problems: ['request-not-found'],
  example: {
    request: { path: { requestId: requestExample.requestId } },
    answer: { status: 200, body: requestExample },
  },
  answer: async ({ path, solutionProvider }, deps: { requests: Pick<RequestStore, 'find'>; wireNow: () => number }) => {
    const record = await deps.requests.find(path.requestId);
    if (record?.solutionProvider !== solutionProvider) throw new Problem('request-not-found');
    return { body: requestView({ ...record, outcome: currentOutcome(record, deps.wireNow()) }) };
  },
});
