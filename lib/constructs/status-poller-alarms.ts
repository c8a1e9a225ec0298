import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { pollerSweepName, reconcilerName } from '../names';
import { bulkWriterArn } from './bulk-writer';
import { GatewayAlarm, type GatewayAlarmProps } from './gateway-alarm';
import { noRunEndedWell, totalOf } from './gateway-metrics';
import { statusPollerArn } from './status-poller';

const quarterOfAnHour = Duration.minutes(15);

const failedExecutions = (stateMachineArn: string): IMetric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: 'ExecutionsFailed',
    dimensionsMap: { StateMachineArn: stateMachineArn },
    statistic: Stats.SUM,
    period: quarterOfAnHour,
  });

type Shared = Pick<GatewayAlarmProps, 'tenant' | 'topic'>;
type AddAlarm = (id: string, props: Omit<GatewayAlarmProps, keyof Shared>) => void;

/** What tells people that something AT&T works on is not followed, is late, or ended in a way only a person can settle. */
export const alarmsOnPolling = (scope: Construct, shared: Shared): void => {
  const add: AddAlarm = (id, props) => {
    new GatewayAlarm(scope, id, { ...shared, ...props });
  };
  alarmsOnPollers(scope, shared, add);
  alarmsOnOutcomes(shared, add);
};

const alarmsOnPollers = (scope: Construct, { tenant }: Shared, alarm: AddAlarm): void => {
  alarm('PollersFailing', {
    name: 'pollers-failing',
    impact: 'Partners may learn late how at least one order, port-in or activation stands: its poller failed.',
    runbook: 'pollers-failing',
    metric: failedExecutions(statusPollerArn(scope, tenant)),
  });
  alarm('BulkWritesFailing', {
    name: 'bulk-writes-failing',
    impact: 'The rows of at least one bulk write are not being carried out.',
    runbook: 'bulk-writes-failing',
    metric: failedExecutions(bulkWriterArn(scope, tenant)),
  });
  alarm('PollerSweepFailing', {
    name: 'poller-sweep-failing',
    impact:
      'Nobody starts what has lost its poller or worker: partners wait for news, or for rows, that will not come.',
    runbook: 'pollers-failing',
    metric: noRunEndedWell(tenant, pollerSweepName),
    isHeartbeat: true,
  });
  alarm('PollingGivenUp', {
    name: 'polling-given-up',
    impact:
      'AT&T is no longer asked for at least one thing, because it has taken too long; its partner is told no more.',
    runbook: 'items-overdue',
    metric: totalOf(tenant, 'PollingGivenUp'),
  });
  alarm('ItemsOverdue', {
    name: 'items-overdue',
    impact: 'At least one end customer waits longer for a number, a line or an order than the rules or AT&T promise.',
    runbook: 'items-overdue',
    metric: totalOf(tenant, 'OverdueItems'),
  });
};

const alarmsOnOutcomes = ({ tenant }: Shared, alarm: AddAlarm): void => {
  alarm('OutcomesNeedAttention', {
    name: 'outcomes-need-attention',
    impact:
      'Nobody can tell whether AT&T carried out at least one write; it blocks its order until a person finds out.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'NeedsAttention'),
  });
  alarm('OutcomesUnknownForLong', {
    name: 'outcomes-unknown-for-long',
    impact:
      'At least one write is of unknown outcome for over an hour, so its partner can neither go on nor repeat it.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'UnknownForLong'),
  });
  alarm('ReconcilerFailing', {
    name: 'reconciler-failing',
    impact: 'Writes of unknown outcome stay so: partners can neither go on with them nor repeat them.',
    runbook: 'outcomes-unknown',
    metric: noRunEndedWell(tenant, reconcilerName),
    isHeartbeat: true,
  });
  alarm('ContractDrift', {
    name: 'contract-drift',
    impact:
      'Nobody yet, but AT&T answers in another shape than documented: what reads these answers may soon be wrong.',
    runbook: 'contract-drift',
    metric: totalOf(tenant, 'ContractDrift'),
  });
};
