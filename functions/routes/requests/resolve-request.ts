import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { currentOutcome, type RequestStore } from '#requests/request-store';
import { statementOf } from '#requests/stated-outcome';
import { requestView } from '#requests/request-view';
import { requestIdParameter, requestLinks, requestViewSchema } from '#requests/request-view-schema';
import { defineRoute } from '#routes/define-route';
import { requestExample } from '#routes/requests/request-example';

export const resolveRequest = defineRoute({
  id: 'resolve-request',
  scope: 'tracking:write',
  summary: 'Resolve a request of unknown outcome',
  description:
    'Ends a request in `needs-attention` or `unknown` with what you learned from AT&T. `succeeded`: AT&T did it; attest on the order what came of it. `not-applied`: AT&T did not do it; the same idempotency key may be used again.',
  impact: 'Partners cannot go on after a write whose outcome only AT&T’s people could tell.',
  method: 'POST',
  path: '/v1/requests/{requestId}/resolution',
  request: {
    path: z.object({ requestId: requestIdParameter }),
    body: z.strictObject({
      outcome: z.enum(['succeeded', 'not-applied']),
      evidence: z.string().min(1).max(200).describe('How you know: reference to a ticket or mail. No personal data.'),
    }),
  },
  idempotencyKey: 'needless',
  response: requestViewSchema,
  links: requestLinks,
  problems: ['request-not-found', 'request-settled'],
  example: {
    request: {
      path: { requestId: requestExample.requestId },
      body: { outcome: 'not-applied', evidence: 'AT&T ticket 4711' },
    },
    answer: { status: 200, body: { ...requestExample, outcome: 'not-applied' } },
  },
  answer: async (
    { path, body: { outcome, evidence }, solutionProvider, caller },
    deps: { requests: Pick<RequestStore, 'find' | 'transition'>; wireNow: () => number },
  ) => {
    const record = await deps.requests.find(path.requestId);
    if (record?.solutionProvider !== solutionProvider) throw new Problem('request-not-found');
    const isOpen = ['unknown', 'needs-attention'].includes(currentOutcome(record, deps.wireNow()));
    const stated = statementOf(caller.clientId, evidence);
    if (!isOpen || !(await deps.requests.transition(record, { outcome, evidence: stated })))
      throw new Problem('request-settled');
    return { body: requestView({ ...record, outcome, evidence: [...record.evidence, stated] }) };
  },
});
