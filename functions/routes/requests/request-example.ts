import type * as z from 'zod';
import type { requestViewSchema } from '#requests/request-view-schema';

/** A write whose answer never came. */
export const requestExample: z.output<typeof requestViewSchema> = {
  requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
  operation: 'apex-create-order',
  solutionProvider: 'A-06399x',
  outcome: 'unknown',
  startedAt: '2026-03-05T09:04:51.000Z',
  finishedAt: '2026-03-05T09:05:16.000Z',
  customerReference: 'order 4711',
  about: { quoteId: ['0Q0dx000002UEnZCAW'] },
  whatHappensNext: 'The gateway tries to find out by reading from AT&T and sends nothing again.',
  evidence: ['AT&T gave no answer: timeout.'],
};

/** A write that is being made, or is about to. */
export const requestUnderWay: z.output<typeof requestViewSchema> = {
  requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
  operation: 'apex-create-order',
  solutionProvider: 'A-06399x',
  outcome: 'in-flight',
  startedAt: '2026-03-05T09:04:51.000Z',
  customerReference: 'order 4711',
  about: { quoteId: ['0Q0dx000002UEnZCAW'] },
  whatHappensNext: 'The request is in progress. Read it again in a few seconds.',
  evidence: [],
};
