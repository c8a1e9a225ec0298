import { getXRayTraceIdFromEnv } from '@aws-lambda-powertools/commons/utils/env';
import { Metrics as PowertoolsMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { wireNow } from '#platform/clock';
import type { LogFacts, LogMessage } from '#platform/log';

export const metricsNamespace = 'AttPartnerGateway';

/** Every metric the functions emit. Alarms may watch only these. Dimensions: `service` (names the tenant) with `operation`, and the two with `solutionProvider`. */
export const metricUnits = {
  /** Calls answered. */
  OperationCalls: MetricUnit.Count,
  /** Calls answered with a 5xx, other than `operation-not-bound`. */
  OperationFailures: MetricUnit.Count,
  /** Calls refused because their client had made too many. */
  ClientLimitRefusals: MetricUnit.Count,
  /** Calls let through because they could not be counted for their client. */
  CallsNotCounted: MetricUnit.Count,
  /** Requests sent to AT&T, retries included. */
  UpstreamRequests: MetricUnit.Count,
  /** Requests to AT&T that ended without a usable answer. */
  UpstreamFailures: MetricUnit.Count,
  UpstreamDuration: MetricUnit.Milliseconds,
  /** Writes of which nobody can tell whether AT&T carried them out. */
  UnknownOutcomes: MetricUnit.Count,
  /** Unknown outcomes found out by reading. */
  ReconciledOutcomes: MetricUnit.Count,
  /** Outcomes unknown for over an hour, at every run of the reconciler. */
  UnknownForLong: MetricUnit.Count,
  /** Unknown outcomes that cannot be found out by reading: a person has to look. */
  NeedsAttention: MetricUnit.Count,
  /** Status words of AT&T’s that have no state of ours. */
  UnmappedStates: MetricUnit.Count,
  /** Reasons of AT&T’s that are in no catalogue of ours. */
  UnmappedReasons: MetricUnit.Count,
  /** Sensitive changes asked for, those that are refused too. */
  SensitiveChanges: MetricUnit.Count,
  /** Writes AT&T called done and a read showed undone. */
  WritesNotApplied: MetricUnit.Count,
  /** Calls that failed because AT&T refused the credentials, or they could not be read. */
  CredentialFailures: MetricUnit.Count,
  /** Events told to the bus for the first time or again. */
  EventsPublished: MetricUnit.Count,
  /** Changes no event could be made of: they are passed over, a person has to look. */
  UnpublishableChanges: MetricUnit.Count,
  /** Attempts to deliver a webhook that the receiver took. */
  WebhooksDelivered: MetricUnit.Count,
  /** Attempts to deliver a webhook that failed. */
  WebhookFailures: MetricUnit.Count,
  /** Webhook endpoints switched off because nothing got through to them. */
  WebhookEndpointsDisabled: MetricUnit.Count,
  /** Things AT&T works on that were not done by when they should be; once per threshold. */
  OverdueItems: MetricUnit.Count,
  /** Things AT&T works on that are no longer asked for, because it has taken too long. */
  PollingGivenUp: MetricUnit.Count,
  /** Pollers that were lost and started again. */
  PollersRestarted: MetricUnit.Count,
  /** Messages that AT&T has sent by itself, repeats too. */
  PushesReceived: MetricUnit.Count,
  /** Messages of somebody who does not show that he is AT&T. */
  PushesRefused: MetricUnit.Count,
  /** Messages that nobody understands, or that contradict what is known: a person has to look. */
  PushesNotApplied: MetricUnit.Count,
  /** Answers of AT&T’s that differ from the documented shape. */
  ContractDrift: MetricUnit.Count,
} as const;
export type MetricName = keyof typeof metricUnits;

export interface MetricDimensions {
  operation: string;
  solutionProvider?: string | undefined;
}

export type MetricValues = Partial<Record<MetricName, number | readonly number[]>>;

/** A line of the log at level `INFO`. */
export interface ToldLine {
  message: LogMessage;
  facts: LogFacts;
}

export interface Metrics {
  /**
   * Emits the values at once, so that calls running at the same time cannot mix theirs.
   * @param line of the log that is written as the same line
   */
  emit(dimensions: MetricDimensions, values: MetricValues, line?: ToldLine): void;
}

const nothing = (): void => undefined;

/** Powertools warns when two sets of dimensions share one, which is what sets are for, on the output the metrics go to. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A line as the log has it. */
const asLogged = ({ message, facts }: ToldLine): object => ({
  level: 'INFO',
  message,
  timestamp: new Date(wireNow()).toISOString(),
  xray_trace_id: getXRayTraceIdFromEnv(),
  ...facts,
});

/** With a line in the document of the metrics. Taking its facts as metadata one by one would read the environment for each. */
class MetricsWithLine extends PowertoolsMetrics {
  line: object | undefined;

  override serializeMetrics(): ReturnType<PowertoolsMetrics['serializeMetrics']> {
    const { _aws, ...values } = super.serializeMetrics();
    return { _aws, ...this.line, ...values };
  }
}

/** Metrics in CloudWatch's embedded metric format on standard output. */
export const createMetrics = (serviceName: string): Metrics => {
  const metrics = new MetricsWithLine({ namespace: metricsNamespace, serviceName, logger: silent });
  return {
    emit: ({ operation, solutionProvider }, values, line) => {
      metrics.addDimension('operation', operation);
      if (solutionProvider !== undefined) metrics.addDimensions({ operation, solutionProvider });
      for (const [name, value] of Object.entries(values)) {
        for (const one of typeof value === 'number' ? [value] : value)
          metrics.addMetric(name, metricUnits[name as MetricName], one);
      }
      metrics.line = line && asLogged(line);
      metrics.publishStoredMetrics();
    },
  };
};
