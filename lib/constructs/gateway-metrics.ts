import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Route } from '#domain/define-operation';
import { metricsNamespace, type MetricName } from '#platform/metrics';
import { functionName, lateWorkerPrefix, serviceName } from '../names';

/** Counted from the access log, because no function runs when the authorizer fails. */
export const authorizerFailures = 'AuthorizerFailures';

/** How far back an alarm looks. */
const alarmPeriod = Duration.minutes(15);

/** Of what is counted from the access log. */
export const accessLogNamespace = (tenant: string): string => `${metricsNamespace}/${tenant}`;

const sum = { statistic: Stats.SUM, period: alarmPeriod };

const operationMetric = (tenant: string, operation: string, metricName: MetricName): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: serviceName(tenant), operation },
    ...sum,
  });

/** Crashes of a function that serves one operation alone. */
export const functionCrashes = (tenant: string, name: string): Metric => crashesOf(functionName(tenant, name));

const crashesOf = (FunctionName: string): Metric =>
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

/** The same where writes of the operation are made by a worker. */
export const crashesWithWorker = (tenant: string, name: string): IMetric =>
  new MathExpression({
    label: `${name} crashing`,
    period: alarmPeriod,
    expression: 'FILL(own, 0) + FILL(worker, 0)',
    usingMetrics: {
      own: functionCrashes(tenant, name),
      worker: crashesOf(`${lateWorkerPrefix(tenant)}${name}`),
    },
  });

/** Counted from the access log by method and route, because of a function’s crash Lambda does not tell for which route it was. */
export const unansweredCalls = { name: 'UnansweredCalls', dimensions: { method: '$.method', route: '$.route' } };

/** Calls of a route that its function, which serves others too, gave no answer: it crashed, or ran out of time. */
export const routeCrashes = (tenant: string, { method, path }: Pick<Route, 'method' | 'path'>): Metric =>
  new Metric({
    namespace: accessLogNamespace(tenant),
    metricName: unansweredCalls.name,
    dimensionsMap: { method, route: path },
    ...sum,
  });

/**
 * Failed calls of an operation or route in a quarter of an hour (answered with a 5xx, or the function crashed), as far as
 * they are at least one in five: a single failure of a rarely used operation counts, one among a hundred calls does not.
 */
export const notableFailures = (tenant: string, operation: string, crashes: IMetric): IMetric =>
  new MathExpression({
    label: `${operation} failing`,
    period: alarmPeriod,
    expression:
      'IF((FILL(failures, 0) + FILL(crashes, 0)) * 5 >= FILL(calls, 0), FILL(failures, 0) + FILL(crashes, 0), 0)',
    usingMetrics: {
      failures: operationMetric(tenant, operation, 'OperationFailures'),
      crashes,
      calls: operationMetric(tenant, operation, 'OperationCalls'),
    },
  });

/** A tenant’s sum over all operations. A query, because an alarm’s arithmetic takes ten metrics and there are more operations. */
export const totalOf = (tenant: string, metricName: MetricName): IMetric =>
  new MathExpression({
    label: metricName,
    period: Duration.minutes(5),
    expression: `SELECT SUM(${metricName}) FROM SCHEMA("${metricsNamespace}", operation, service) WHERE service = '${serviceName(tenant)}'`,
  });

/** Of one Solution Provider’s calls, over all operations. */
export const totalOfSolutionProvider = (tenant: string, solutionProvider: string, metricName: MetricName): IMetric =>
  new MathExpression({
    label: `${metricName} of ${solutionProvider}`,
    period: alarmPeriod,
    expression: `SELECT SUM(${metricName}) FROM SCHEMA("${metricsNamespace}", operation, service, solutionProvider) WHERE service = '${serviceName(tenant)}' AND solutionProvider = '${solutionProvider}'`,
  });

/** Calls refused because the authorizer itself failed, not because the caller may not call. */
export const authorizerFailureMetric = (tenant: string): Metric =>
  new Metric({
    namespace: accessLogNamespace(tenant),
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
