import { Metrics as PowertoolsMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';

export const metricsNamespace = 'AttPartnerGateway';

/** Every metric the functions emit. Alarms may watch only these. Dimensions: `service` (names the tenant) with `operation`, and the two with `solutionProvider`. */
export const metricUnits = {
  /** Calls answered. */
  OperationCalls: MetricUnit.Count,
  /** Calls answered with a 5xx, other than `operation-not-bound`. */
  OperationFailures: MetricUnit.Count,
  /** Requests sent to AT&T, retries included. */
  UpstreamRequests: MetricUnit.Count,
  /** Requests to AT&T that ended without a usable answer. */
  UpstreamFailures: MetricUnit.Count,
  UpstreamDuration: MetricUnit.Milliseconds,
  /** Writes of which nobody can tell whether AT&T carried them out. */
  UnknownOutcomes: MetricUnit.Count,
  /** Unknown outcomes found out by reading. */
  ReconciledOutcomes: MetricUnit.Count,
  /** Unknown outcomes that cannot be found out by reading: a person has to look. */
  NeedsAttention: MetricUnit.Count,
  /** Calls that failed because AT&T refused the credentials, or they could not be read. */
  CredentialFailures: MetricUnit.Count,
} as const;
export type MetricName = keyof typeof metricUnits;

export interface MetricDimensions {
  operation: string;
  solutionProvider?: string | undefined;
}

export interface Metrics {
  /** Emits the values at once, so that calls running at the same time cannot mix theirs. */
  emit(dimensions: MetricDimensions, values: Partial<Record<MetricName, number>>): void;
}

const nothing = (): void => undefined;

/** Powertools warns when two sets of dimensions share one, which is what sets are for, on the output the metrics go to. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Metrics in CloudWatch's embedded metric format on standard output. */
export const createMetrics = (serviceName: string): Metrics => {
  const metrics = new PowertoolsMetrics({ namespace: metricsNamespace, serviceName, logger: silent });
  return {
    emit: ({ operation, solutionProvider }, values) => {
      metrics.addDimension('operation', operation);
      if (solutionProvider !== undefined) metrics.addDimensions({ operation, solutionProvider });
      for (const [name, value] of Object.entries(values)) {
        metrics.addMetric(name, metricUnits[name as MetricName], value);
      }
      metrics.publishStoredMetrics();
    },
  };
};
