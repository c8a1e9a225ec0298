import type { Bound, Some } from './bound';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { namedRequest, requestsThatAre, type OpenOutcome, type OpenRequest } from './open-items';

/** So many of each Solution Provider are listed that would be looked into. */
const listed: Bound = { most: 1_000, pages: 10 };

/**
 * Writes of every Solution Provider that have one of these outcomes, or the one that is named.
 * @throws Refusal where the one that is named has none of them
 */
export const openRequests = async (
  deployment: Deployment,
  outcomes: readonly OpenOutcome[],
  requestId: string | undefined,
  nowMs: number,
): Promise<Some<OpenRequest>> => {
  if (requestId !== undefined) {
    const named = await namedRequest(deployment, requestId, outcomes, nowMs);
    if (named) return { found: [named], hasMore: false };
    throw new Refusal(`There is no request ${requestId} that is ${outcomes.join(' or ')}.`);
  }
  const found: OpenRequest[] = [];
  let hasMore = false;
  for (const { id } of deployment.tenant.solutionProviders) {
    const some = await requestsThatAre(deployment, id, outcomes, listed, nowMs);
    found.push(...some.found);
    hasMore ||= some.hasMore;
  }
  return { found, hasMore };
};

export const openInWords = ({ found, hasMore }: Some<OpenRequest>): string[] => [
  ...found.map(({ requestId, provider, operation, outcome }) => [requestId, provider, operation, outcome].join('  ')),
  ...(hasMore ? ['There are more.'] : []),
];

export const countOf = ({ found, hasMore }: Some<OpenRequest>): string =>
  `${hasMore ? 'more than ' : ''}${found.length}`;
