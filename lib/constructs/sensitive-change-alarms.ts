import { CfnInsightRule, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { LogMessage } from '#platform/log';
import type { Tenant } from '../config/tenant';
import { alarmName, functionLogGroupName, stackName } from '../names';
import { GatewayAlarm, type SharedOfAlarms } from './gateway-alarm';
import { alarmPeriod } from './gateway-metrics';

const message: LogMessage = 'sensitive-change';

/**
 * What tells people that many lines of one Solution Provider are being changed at once. A rule of Contributor Insights counts for each of
 * them, at one price for any number of them; a metric and an alarm for each would cost $0.40 each.
 */
export const alarmsOnSensitiveChanges = (
  scope: Construct,
  { solutionProviders, sensitiveOperations }: Tenant,
  shared: SharedOfAlarms,
): void => {
  if (!solutionProviders.some(({ families }) => families.includes('mobility'))) return;
  const { tenant } = shared;
  const name = 'sensitive-changes';
  const rule = new CfnInsightRule(scope, 'SensitiveChangesRule', {
    ruleName: alarmName(tenant, name),
    ruleState: 'ENABLED',
    ruleBody: JSON.stringify({
      Schema: { Name: 'CloudWatchLogRule', Version: 1 },
      LogGroupNames: [functionLogGroupName(tenant, stackName(tenant, 'api'))],
      LogFormat: 'JSON',
      Contribution: { Keys: ['$.solutionProvider'], Filters: [{ Match: '$.message', In: [message] }] },
      AggregateOn: 'Count',
    }),
  });
  const alarm = new GatewayAlarm(scope, 'SensitiveChanges', {
    ...shared,
    name,
    impact:
      'Customers of one Solution Provider may be losing their lines or numbers to somebody: far more of them than usual are being changed.',
    runbook: 'sensitive-changes',
    metric: new MathExpression({
      label: 'most of one Solution Provider',
      expression: `INSIGHT_RULE_METRIC("${alarmName(tenant, name)}", "MaxContributorValue")`,
      period: alarmPeriod,
    }),
    threshold: sensitiveOperations.alarmFrom,
    question: {
      lines: [
        `filter message = "${message}"`,
        'stats count(*) as times by solutionProvider, operation',
        'sort times desc',
      ],
    },
  });
  alarm.node.addDependency(rule);
};
