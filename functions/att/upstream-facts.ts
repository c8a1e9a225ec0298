import type { RequestFacts } from '#platform/log';
import type { LineFacts, MetricSubject, MetricValues, ToldLine } from '#platform/metrics';
import type { Observability } from '#platform/observability';

/** What requests to AT&T came to, as metrics. */
export const upstreamMetrics = (requests: readonly RequestFacts[]): MetricValues => {
  let [sent, failures, drifting] = [0, 0, 0];
  for (const request of requests) {
    if (request.durationMs === undefined) continue;
    sent += 1;
    if (request.upstreamStatus === undefined || !isUsable(request)) failures += 1;
    if (request.upstreamStatus !== undefined && request.drifts) drifting += 1;
  }
  if (sent === 0) return {};
  return {
    UpstreamRequests: sent,
    ...(failures > 0 && { UpstreamFailures: failures }),
    ...(drifting > 0 && { ContractDrift: drifting }),
  };
};

/**
 * Tells what a task of the gateway’s own came to: in one line, which is its metrics as well, with each request to AT&T that it took.
 * @param values what else is counted of it
 */
export const tellWithRequests = (
  { log, metrics }: Observability,
  about: MetricSubject,
  requests: readonly RequestFacts[],
  { message, facts }: ToldLine,
  values: MetricValues = {},
): void => {
  const counted = { ...values, ...upstreamMetrics(requests) };
  const told: LineFacts = requests.length > 0 ? { ...facts, upstream: requests } : facts;
  if (Object.keys(counted).length > 0) metrics.emit(about, counted, { message, facts: told });
  else log.info(message, { ...told, operation: about.operation, solutionProvider: about.solutionProvider });
};

/** Whose request to AT&T it is. */
export interface AboutRequest {
  operation: string;
  solutionProvider: string;
  callId: string;
  /** The id of the write’s record. */
  requestId?: string;
}

/** Tells of a request to AT&T that no other line tells of. */
export const tellRequest = (
  { log, metrics }: Observability,
  { operation, solutionProvider, ...whose }: AboutRequest,
  facts: RequestFacts,
): void => {
  const about = { operation, solutionProvider };
  const told = { ...whose, ...facts };
  const values = upstreamMetrics([facts]);
  if (facts.upstreamStatus !== undefined) {
    metrics.emit(about, values, { message: 'upstream-answered', facts: told });
    return;
  }
  log.warn('upstream-failed', { ...about, ...told });
  if (facts.durationMs !== undefined) metrics.emit(about, values);
};

/** A refusal is an answer. */
const isUsable = ({ failure }: RequestFacts): boolean => failure === undefined || failure === 'rejected';
