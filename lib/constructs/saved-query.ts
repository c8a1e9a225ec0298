import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { MetricName } from '#platform/metrics';
import { functionLogGroupName, logGroupName, stackName } from '../names';
import { accessLogName } from './partner-api';

/** A question to the logs, in the words of Logs Insights. */
export interface LogQuestion {
  /** Where it looks: at lines of functions (default), or of calls as API Gateway saw them. */
  log?: 'functions' | 'access';
  lines: readonly string[];
}

const counted = (names: readonly MetricName[], shown: readonly string[]): LogQuestion => ({
  lines: [
    `filter ${names.map((name) => `${name} > 0`).join(' or ')}`,
    `stats ${['count(*) as times', ...shown].join(', ')} by operation, solutionProvider`,
    'sort times desc',
  ],
});

/** For which operations and Solution Providers metrics were emitted: their lines say so, though no metric is divided by it. */
export const whoOf = (...names: readonly MetricName[]): LogQuestion => counted(names, []);

/** The same of metrics that are emitted with the line of a call, which says what became of it. */
export const callsOf = (...names: readonly MetricName[]): LogQuestion =>
  counted(names, ['latest(problem) as problem', 'latest(callId) as callId']);

/** In milliseconds: until the answer, and AT&T until its first. */
export const answerTimes =
  'pct(durationMs, 50) as p50, pct(durationMs, 90) as p90, pct(upstream.0.durationMs, 90) as p90OfAtt';

/** How long calls took that `filter` lets through. */
export const timesOf = (filter: string): LogQuestion => ({
  lines: [
    `filter ${filter}`,
    `stats count(*) as times, ${answerTimes}, latest(callId) as callId by operation, solutionProvider`,
    'sort times desc',
  ],
});

export const logGroupsOf = (tenant: string, { log }: LogQuestion): string[] =>
  log === 'access'
    ? [logGroupName(tenant, accessLogName)]
    : [
        functionLogGroupName(tenant, stackName(tenant, 'api')),
        functionLogGroupName(tenant, stackName(tenant, 'tracking')),
      ];

export const textOf = ({ lines }: LogQuestion): string => lines.join('\n| ');

/** A query saved in Logs Insights, where whoever an alarm wakes finds it under the alarm’s name. Costs nothing until it is asked. */
export class SavedQuery extends CfnQueryDefinition {
  constructor(
    scope: Construct,
    id: string,
    { tenant, name, ...question }: LogQuestion & { tenant: string; name: string },
  ) {
    super(scope, id, { name, queryString: textOf(question), logGroupNames: logGroupsOf(tenant, question) });
  }
}
