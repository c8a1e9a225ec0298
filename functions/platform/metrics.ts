import { getStringFromEnv } from '@aws-lambda-powertools/commons/utils/env';
import type { ApiFamily } from '#domain/define-operation';
import { remembered } from '#domain/remembered';
import { timestampOf } from '#domain/timestamp';
import { wireNow } from '#platform/clock';
import type { LogFacts, LogMessage } from '#platform/log';

export const metricsNamespace = 'AttPartnerGateway';

type Unit = 'Count' | 'None';

/**
 * Every metric the functions emit. Each is a metric of `service`, which names the tenant; those of `metricsByFamily` of `service` and
 * `family`. An alarm or the dashboard shows each: what neither does is a line of the log.
 */
export const metricUnits = {
  /** Calls answered. */
  OperationCalls: 'Count',
  /** Calls answered with a 5xx, other than `operation-not-bound`. */
  OperationFailures: 'Count',
  /** Such calls that are at least the third in a row of their operation for their Solution Provider in one process. */
  RepeatedFailures: 'Count',
  /** Answers that took over half of what AT&T may take, and are at least the third such in a row, likewise. */
  RepeatedSlowAnswers: 'Count',
  /** Calls refused because their client had made too many. */
  ClientLimitRefusals: 'Count',
  /** Calls let through because they could not be counted for their client. */
  CallsNotCounted: 'Count',
  /** Calls of a client that has neither the scope nor the Solution Provider for them. */
  ScopeRefusals: 'Count',
  /** Requests sent to AT&T, retries included. */
  UpstreamRequests: 'Count',
  /** Requests to AT&T that ended without a usable answer. */
  UpstreamFailures: 'Count',
  /** Times that a process ceased to ask a host of AT&T’s for a Solution Provider. */
  CircuitsOpened: 'Count',
  /** Writes of which nobody can tell whether AT&T carried them out. */
  UnknownOutcomes: 'Count',
  /** Outcomes unknown for over an hour, at every run of the reconciler. */
  UnknownForLong: 'Count',
  /** Unknown outcomes that cannot be found out by reading: a person has to look. */
  NeedsAttention: 'Count',
  /** Status words of AT&T’s that have no state of ours. */
  UnmappedStates: 'Count',
  /** Reasons of AT&T’s that are in no catalogue of ours. */
  UnmappedReasons: 'Count',
  /** Writes AT&T called done and a read showed undone. */
  WritesNotApplied: 'Count',
  /** Calls that failed because AT&T refused the credentials, or they could not be read. */
  CredentialFailures: 'Count',
  /** Days since the pair that has been unchanged for longest was stored; a few times a day. */
  OldestCredentialsDays: 'None',
  /** Changes no event could be made of: they are passed over, a person has to look. */
  UnpublishableChanges: 'Count',
  /** Webhook endpoints switched off because nothing got through to them. */
  WebhookEndpointsDisabled: 'Count',
  /** Things AT&T works on that were not done by when they should be; once per threshold. */
  OverdueItems: 'Count',
  /** Things AT&T works on that are no longer asked for, because it has taken too long. */
  PollingGivenUp: 'Count',
  /** Messages of somebody who does not show that he is AT&T. */
  PushesRefused: 'Count',
  /** Messages that nobody understands, or that contradict what is known: a person has to look. */
  PushesNotApplied: 'Count',
  /** Answers of AT&T’s that differ from the documented shape. */
  ContractDrift: 'Count',
  /** Things of which we know something else than AT&T shows; once in each drift report. */
  ViewDrift: 'Count',
} as const satisfies Record<string, Unit>;
export type MetricName = keyof typeof metricUnits;

export const metricsByFamily: readonly MetricName[] = ['OperationCalls', 'OperationFailures'];

/** Of routes that are the gateway’s own. */
export const ownFamily = 'gateway';
export type MetricFamily = ApiFamily | typeof ownFamily;

/** What the numbers are about. All of it stands in the line; CloudWatch sums up over all of it but `family`, so that nothing costs more for a tenant with more Solution Providers. */
export interface MetricSubject {
  operation: string;
  solutionProvider?: string | undefined;
  family?: MetricFamily;
}

export type MetricValues = Partial<Record<MetricName, number>>;

/** What a line says besides what it is about, which stands in it once. */
export type LineFacts = LogFacts & { [Name in 'operation' | 'solutionProvider']?: undefined };

/** A line of the log at level `INFO`. */
export interface ToldLine {
  message: LogMessage;
  facts: LineFacts;
}

export interface Metrics {
  /** @param line of the log that is written as the same line */
  emit(about: MetricSubject, values: MetricValues, line?: ToldLine): void;
}

/** The root of `Root=…;Parent=…;Sampled=…`; Powertools would take all of it apart. */
const traceIdIn = (trace: string): string | undefined => /(?:^|;)Root=([^;]*)/.exec(trace)?.[1];

const isByFamily = new Set<string>(metricsByFamily);

/** Metrics of the same dimensions, in the words of CloudWatch’s embedded metric format. */
const directive = (dimensions: readonly string[], names: readonly MetricName[]): object[] =>
  names.length === 0
    ? []
    : [
        {
          Namespace: metricsNamespace,
          Dimensions: [dimensions],
          Metrics: names.map((Name) => ({ Name, Unit: metricUnits[Name] })),
        },
      ];

/** What CloudWatch is told of metrics of these names, as JSON: half of a document, and the same for nearly every call. */
const directivesOf = remembered((values) => {
  const names = Object.keys(JSON.parse(values) as MetricValues) as MetricName[]; // as they were written below
  const divided = names.filter((name) => isByFamily.has(name));
  const others = names.filter((name) => !isByFamily.has(name));
  return {
    isDivided: divided.length > 0,
    json: JSON.stringify([...directive(['service', 'family'], divided), ...directive(['service'], others)]),
  };
});

/** Two objects of other members as one, all as JSON. To make one of them and write that takes three times as long. */
const joined = (one: string, other: string): string => (other === '{}' ? one : `${one.slice(0, -1)},${other.slice(1)}`);

/** The document CloudWatch takes metrics, and the line of the log that may come with them, from. As JSON. */
export const metricDocument = (
  service: string,
  { operation, solutionProvider, family = ownFamily }: MetricSubject,
  values: MetricValues,
  line?: ToldLine,
): string => {
  const numbers = JSON.stringify(values);
  const { isDivided, json } = directivesOf(numbers);
  const nowMs = wireNow();
  const aws = `{"_aws":{"Timestamp":${nowMs},"CloudWatchMetrics":${json}}}`;
  // What is undefined is not written.
  const about = { service, operation, solutionProvider, family: isDivided ? family : undefined };
  if (!line) return [aws, JSON.stringify(about), numbers].reduce(joined);
  const head = {
    ...about,
    level: 'INFO',
    message: line.message,
    timestamp: timestampOf(nowMs),
    xray_trace_id: traceIdIn(getStringFromEnv({ key: '_X_AMZN_TRACE_ID', defaultValue: '' })),
  };
  return [aws, JSON.stringify(head), JSON.stringify(line.facts), numbers].reduce(joined);
};

/** Metrics in CloudWatch’s embedded metric format on standard output, each set in a line of its own. */
export const createMetrics = (serviceName: string): Metrics => ({
  emit: (about, values, line) => void process.stdout.write(`${metricDocument(serviceName, about, values, line)}\n`),
});
