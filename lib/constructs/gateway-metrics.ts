import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricsNamespace, type MetricFamily, type MetricName } from '#platform/metrics';
import { functionName, serviceName } from '../names';

/** How far back an alarm looks. */
export const alarmPeriod = Duration.minutes(15);

const sum = { statistic: Stats.SUM, period: alarmPeriod };

/** Of what is counted from the access log. */
export const accessLogNamespace = (tenant: string): string => `${metricsNamespace}/${tenant}`;

/** What is counted from the access log, because no function says it. */
export const accessLogCounts = {
  /** The authorizer itself failed; a refused token is an error of its function too, so only the access log tells the two apart. */
  authorizerFailures: 'AuthorizerFailures',
  /** The authorizer let somebody not call. */
  callersRefused: 'CallersRefused',
  /** A 5xx that no function said: it crashed, ran out of time or could not be invoked. */
  unansweredCalls: 'UnansweredCalls',
} as const;
type AccessLogCount = (typeof accessLogCounts)[keyof typeof accessLogCounts];

export const countOfAccessLog = (tenant: string, metricName: AccessLogCount): Metric =>
  new Metric({ namespace: accessLogNamespace(tenant), metricName, ...sum });

/** A tenant’s sum over all operations and Solution Providers. */
export const totalOf = (tenant: string, metricName: MetricName, period = Duration.minutes(5)): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName(tenant) },
    statistic: Stats.SUM,
    period,
  });

/** The same of the operations of one API family, or of the gateway’s own routes. */
export const totalOfFamily = (tenant: string, family: MetricFamily, metricName: MetricName): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName(tenant), family },
    ...sum,
  });

/** Crashes of a function. */
export const functionCrashes = (tenant: string, name: string): Metric => crashesOf(functionName(tenant, name));

/** The same of a function by its whole name. */
export const crashesOf = (FunctionName: string): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName: 'Errors', dimensionsMap: { FunctionName }, ...sum });

/**
 * 1 while no run of a scheduled function has ended well. Lambda tells both of every invocation, so both are missing where nothing is
 * invoked: silence says the same.
 */
export const noRunEndedWell = (tenant: string, name: string): IMetric =>
  new MathExpression({
    label: `${name} not running`,
    period: alarmPeriod,
    expression: 'IF(runs > errors, 0, 1)',
    usingMetrics: {
      runs: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Invocations',
        dimensionsMap: { FunctionName: functionName(tenant, name) },
        ...sum,
      }),
      errors: functionCrashes(tenant, name),
    },
  });

/**
 * Failures in a quarter of an hour, as far as they are at least one in five: a single failure where little happens counts, one among a
 * hundred does not.
 */
const notable = (label: string, failures: Metric, all: Metric): IMetric =>
  new MathExpression({
    label,
    period: alarmPeriod,
    expression: 'IF(FILL(failures, 0) * 5 >= FILL(calls, 0), FILL(failures, 0), 0)',
    usingMetrics: { failures, calls: all },
  });

/** Calls answered with a 5xx. */
export const notableFailures = (tenant: string, family: MetricFamily): IMetric =>
  notable(
    `${family} failing`,
    totalOfFamily(tenant, family, 'OperationFailures'),
    totalOfFamily(tenant, family, 'OperationCalls'),
  );

/** Requests to AT&T without a usable answer. */
export const notableUpstreamFailures = (tenant: string): IMetric =>
  notable(
    'AT&T failing',
    totalOf(tenant, 'UpstreamFailures', alarmPeriod),
    totalOf(tenant, 'UpstreamRequests', alarmPeriod),
  );

/** What API Gateway counts of the whole API, without any further price. */
export const ofApi = (
  { tenant, environment }: { tenant: string; environment: string },
  metricName: 'Count' | '4XXError' | '5XXError' | 'Latency',
  statistic: string,
): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiName: serviceName(tenant), Stage: environment },
    statistic,
    period: alarmPeriod,
  });
