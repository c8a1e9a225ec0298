import { Option } from 'commander';
import type * as z from 'zod';
import { resolveRequest } from '#routes/requests/resolve-request';
import { getRequest } from '#routes/requests/get-request';
import type { Answer } from './answer';
import { change, operatorId, type Accounted } from './change';
import { oneOf } from './command-line';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { callRoute } from './own-routes';
import { oneProvider, statedProvider } from './providers';

const outcomes = resolveRequest.request.body.shape.outcome.options;
type Outcome = (typeof outcomes)[number];

interface ResolveOptions extends Accounted {
  request: string;
  provider: string;
  outcome: Outcome;
}

/** Says what AT&T really did. */
export const resolveCommand = change<ResolveOptions>({
  name: 'resolve',
  about: 'Say what AT&T really did to a request of unknown outcome; nothing is sent to AT&T',
  argument: { name: 'request', about: 'its id, or that of a call about it' },
  options: [
    oneProvider,
    new Option(
      '-o, --outcome <outcome>',
      'succeeded: AT&T did it; not-applied: AT&T did not, and the same key may be used again',
    )
      .argParser(oneOf(outcomes))
      .makeOptionMandatory(),
  ],
  changes: ({ provider, request, outcome }) => ({ providers: [provider], about: { request, outcome } }),
  requires: statedProvider,
  act: resolve,
});

async function resolve(deployment: Deployment, options: ResolveOptions): Promise<Answer> {
  const { provider, outcome, dryRun, reason } = options;
  const path = { requestId: options.request };
  const before = await callRoute(deployment, getRequest, { provider, path });
  if (!['unknown', 'needs-attention'].includes(before.outcome))
    throw new Refusal(`${before.requestId} is ${before.outcome}: there is nothing to say of it.`);
  if (dryRun) return answerOf(before, `would be ${outcome}, and is ${before.outcome}`, true);
  const after = await callRoute(deployment, resolveRequest, {
    ...{ provider, clientId: operatorId(options), path: { requestId: before.requestId } },
    body: { outcome, evidence: reason },
  });
  return answerOf(after, `is ${after.outcome}, and was ${before.outcome}`, false);
}

const answerOf = (
  { requestId, operation, outcome, about, whatHappensNext, evidence }: z.output<typeof getRequest.response>,
  said: string,
  isDryRun: boolean,
): Answer => ({
  text: `${requestId}  ${operation}  ${said}\n${isDryRun ? evidence.join('\n') : whatHappensNext}`.trimEnd(),
  data: { requestId, operation, outcome, about, evidence, isDryRun },
});
