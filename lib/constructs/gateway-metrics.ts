import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricsNamespace, type MetricName } from '#platform/metrics';
import { functionName, serviceName } from '../names';

/** Counted from the access log, because no function runs when the authorizer fails. */
export const authorizerFailures = 'AuthorizerFailures';

/** How far back an alarm looks. */
const alarmPeriod = Duration.minutes(15);

const sum = { statistic: Stats.SUM, period: alarmPeriod };

const operationMetric = (tenant: string, operation: string, metricName: MetricName): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName(tenant), operation },
    ...sum,
  });

const functionMetric = (tenant: string, name: string, metricName: 'Errors' | 'Invocations'): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName(tenant, name) },
    ...sum,
  });

/**
 * Failed calls of an operation in a quarter of an hour (answered with a 5xx, or the function crashed), as far as they are
 * at least one in five: a single failure of a rarely used operation counts, one among a hundred calls does not.
 */
export const notableFailures = (tenant: string, operation: string): IMetric =>
  new MathExpression({
    label: `${operation} failing`,
    period: alarmPeriod,
    expression:
      'IF((FILL(failures, 0) + FILL(crashes, 0)) * 5 >= FILL(calls, 0), FILL(failures, 0) + FILL(crashes, 0), 0)',
    usingMetrics: {
      failures: operationMetric(tenant, operation, 'OperationFailures'),
      crashes: functionMetric(tenant, operation, 'Errors'),
      calls: operationMetric(tenant, operation, 'OperationCalls'),
    },
  });

/**
 * The same for a route whose function serves others too. Of a crash nobody can tell which route it was, so it counts for
 * each of them, as far as at least one in five of all the function’s calls crashed.
 */
export const notableFailuresAmong = (tenant: string, route: string, group: string): IMetric =>
  new MathExpression({
    label: `${route} failing`,
    period: alarmPeriod,
    expression: `${ifOneInFive('failures', 'calls')} + ${ifOneInFive('crashes', 'invocations')}`,
    usingMetrics: {
      failures: operationMetric(tenant, route, 'OperationFailures'),
      calls: operationMetric(tenant, route, 'OperationCalls'),
      crashes: functionMetric(tenant, group, 'Errors'),
      invocations: functionMetric(tenant, group, 'Invocations'),
    },
  });

const ifOneInFive = (some: string, all: string): string =>
  `IF(FILL(${some}, 0) * 5 >= FILL(${all}, 0), FILL(${some}, 0), 0)`;

/** A tenant’s sum over all operations. A query, because an alarm’s arithmetic takes ten metrics and there are more operations. */
export const totalOf = (tenant: string, metricName: MetricName): IMetric =>
  new MathExpression({
    label: metricName,
    period: Duration.minutes(5),
    expression: `SELECT SUM(${metricName}) FROM SCHEMA("${metricsNamespace}", operation, service) WHERE service = '${serviceName(tenant)}'`,
  });

/** Calls refused because the authorizer itself failed, not because the caller may not call. */
export const authorizerFailureMetric = (tenant: string): Metric =>
  new Metric({
    namespace: `${metricsNamespace}/${tenant}`,
    metricName: authorizerFailures,
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

/** One line per operation on a graph. */
export const perOperation = (tenant: string, metricName: MetricName, statistic: string): IMetric =>
  new MathExpression({
    label: '',
    period: Duration.minutes(5),
    expression: `SEARCH('{${metricsNamespace},operation,service} service="${serviceName(tenant)}" MetricName="${metricName}"', '${statistic}', 300)`,
  });
