import * as z from 'zod';
import { outcomes } from '#requests/request-record';
import { defineRoute } from '#routes/define-route';

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
    path: z.object({ requestId: z.string().regex(/^req_[\w-]{32}$/, 'must be a request id as the gateway gave it') }),
  },
  response: z.object({
    requestId: z.string(),
    operation: z.string().describe('Id of the operation.'),
    solutionProvider: z.string(),
    outcome: z
      .enum(outcomes)
      .describe('`unknown`: AT&T may have done it; the gateway tries to find out and sends nothing again.'),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    whatHappensNext: z.string(),
    evidence: z.array(z.string()).describe('What was learned trying to find out.'),
    answer: z
      .object({ status: z.int(), body: z.unknown() })
      .describe('The answer the caller got or would have got.')
      .optional(),
  }),
  example: {
    request: { path: { requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN' } },
    answer: {
      status: 200,
      body: {
        requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
        operation: 'apex-create-order',
        solutionProvider: 'A-06399x',
        outcome: 'unknown',
        startedAt: '2026-03-05T09:04:51.000Z',
        finishedAt: '2026-03-05T09:05:16.000Z',
        whatHappensNext: 'The gateway tries to find out by reading from AT&T and sends nothing again.',
        evidence: ['AT&T gave no answer: timeout.'],
      },
    },
  },
});
