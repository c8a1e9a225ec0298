import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { callIdPattern } from '#domain/call-id';
import type { Cipher } from '#platform/data-keys/cipher';
import { errorFacts, type Log } from '#platform/log';
import { openAnswer } from '#requests/kept-answer';
import type { RequestRecord } from '#requests/request-record';
import { currentOutcome, type RequestStore } from '#requests/request-store';
import { requestView, upstreamAnswerView } from '#requests/request-view';
import { requestLinks, requestViewSchema } from '#requests/request-view-schema';
import { defineRoute } from '#routes/define-route';
import { requestExample } from '#routes/requests/request-example';

interface Deps {
  requests: Pick<RequestStore, 'findBy' | 'claimedBy'>;
  wireNow: () => number;
  pause: (milliseconds: number) => Promise<unknown>;
  answerCipher: Cipher;
  log: Log;
}

export const getRequest = defineRoute({
  id: 'get-request',
  scope: 'tracking:read',
  summary: 'Get the outcome of a write',
  description:
    'What became of a write, whether its caller got an answer or not: its outcome, AT&T’s answer once known, and what happens next. Where AT&T answered and nobody could tell what it means, `upstreamAnswer` has what it said. The address is in the header `x-request-record` of every answer to a write, and in `Location` while the outcome is unknown or the write under way; the `x-request-id` of any answer to the write finds it as well. A read, a dry run and a call refused before it had a record (`invalid-request`, say) have none: 404. By the id of a call, 404 does not say that nothing was sent: where you are not sure, send a write again under the same `Idempotency-Key` only, which never does it twice.',
  impact: 'Partners cannot find out what became of writes that ended without an answer.',
  method: 'GET',
  path: '/v1/requests/{requestId}',
  request: {
    path: z.object({
      requestId: z
        .string()
        .regex(callIdPattern, 'must be the id of a request, or of a call that made, repeated or was refused one')
        .describe(
          'The id of the request; or the id of a call that was about it: `x-request-id` of its answer, `callId` of its problem. Of several calls under one `x-request-id`, the last one’s.',
        ),
    }),
  },
  response: requestViewSchema,
  links: requestLinks,
  problems: ['request-not-found'],
  example: {
    request: { path: { requestId: requestExample.requestId } },
    answer: { status: 200, body: requestExample },
  },
  answer: async ({ path, solutionProvider }, deps: Deps) => {
    const record = await lookedFor(deps, solutionProvider, path.requestId);
    if (!record) throw new Problem('request-not-found');
    const view = requestView({ ...record, outcome: currentOutcome(record, deps.wireNow()) });
    return { body: { ...view, ...(await said(deps, record)) } };
  },
});

const untilSeenMs = 1_000;
const justBegunMs = 5 * 60_000;

/**
 * A call leads to its record a moment after the claim, by the stream. Until then, and should the stream be behind, the record
 * is among those begun lately; and nobody is told that there is none before both have had time to show it.
 */
const lookedFor = async (deps: Deps, solutionProvider: string, id: string): Promise<RequestRecord | undefined> => {
  const look = async (lastMs?: number): Promise<RequestRecord | undefined> =>
    (await deps.requests.findBy(solutionProvider, id)) ?? deps.requests.claimedBy(solutionProvider, id, lastMs);
  const found = await look();
  if (found) return found;
  await deps.pause(untilSeenMs);
  return look(justBegunMs);
};

/** What AT&T said, where that is kept; without its text as long as that cannot be opened. */
const said = async (
  { answerCipher, log }: Pick<Deps, 'answerCipher' | 'log'>,
  { requestId, operation, upstreamAnswer }: RequestRecord,
): Promise<object | undefined> => {
  if (!upstreamAnswer) return undefined;
  try {
    const text = await openAnswer(answerCipher, requestId, upstreamAnswer);
    return { upstreamAnswer: upstreamAnswerView(upstreamAnswer, text) };
  } catch (error) {
    log.error('upstream-answer-not-opened', { operation, requestId, ...errorFacts(error) });
    return { upstreamAnswer: upstreamAnswerView(upstreamAnswer, undefined) };
  }
};
