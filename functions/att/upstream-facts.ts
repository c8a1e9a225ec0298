import type { RequestFacts } from '#platform/log';
import type { MetricValues } from '#platform/metrics';

/** What requests to AT&T came to, as metrics. */
export const upstreamMetrics = (requests: readonly RequestFacts[]): MetricValues => {
  const sent = requests.filter(({ durationMs }) => durationMs !== undefined);
  if (sent.length === 0) return {};
  const answered = sent.filter(({ upstreamStatus }) => upstreamStatus !== undefined);
  const failures = sent.length - answered.filter(isUsable).length;
  return {
    UpstreamRequests: sent.length,
    ...(failures > 0 && { UpstreamFailures: failures }),
  };
};

/** A refusal is an answer. */
const isUsable = ({ failure }: RequestFacts): boolean => failure === undefined || failure === 'rejected';
