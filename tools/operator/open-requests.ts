import type { RequestOutcome } from '#requests/request-outcome';
import { listRequests } from '#routes/requests/list-requests';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { listAll } from './own-routes';

/** A write, as far as what becomes of it is decided by functions. */
export interface OpenRequest {
  requestId: string;
  provider: string;
  operation: string;
  outcome: RequestOutcome;
}

/**
 * Writes of every Solution Provider that have one of these outcomes, or the one that is named.
 * @throws Refusal where the one that is named has none of them
 */
export const openRequests = async (
  deployment: Deployment,
  outcomes: readonly RequestOutcome[],
  requestId: string | undefined,
): Promise<OpenRequest[]> => {
  const found: OpenRequest[] = [];
  for (const { id: provider } of deployment.tenant.solutionProviders)
    for (const outcome of outcomes) {
      const call = { provider, query: { outcome } };
      const open = await listAll(deployment, listRequests, call, (page) => page.requests);
      found.push(...open.map((one) => ({ requestId: one.requestId, provider, operation: one.operation, outcome })));
    }
  if (requestId === undefined) return found;
  const named = found.filter((one) => one.requestId === requestId);
  if (named.length > 0) return named;
  throw new Refusal(`There is no request ${requestId} that is ${outcomes.join(' or ')}.`);
};

export const openInWords = (requests: readonly OpenRequest[]): string[] =>
  requests.map(({ requestId, provider, operation, outcome }) => `${requestId}  ${provider}  ${operation}  ${outcome}`);
