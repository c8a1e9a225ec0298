import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { driftReportName } from '#drift/drift-report-name';
import { pollerSweepName, reconcilerName, sightingKeeperName } from '../names';
import { bulkWriterArn } from './bulk-writer';
import { addingAlarms, type AddAlarm, type SharedOfAlarms } from './gateway-alarm';
import { alarmPeriod, functionCrashes, noRunEndedWell, totalOf } from './gateway-metrics';
import { whoOf } from './saved-query';
import { statusPollerArn } from './status-poller';

const failedExecutions = (stateMachineArn: string): IMetric =>
  new Metric({
    namespace: 'AWS/States',
    metricName: 'ExecutionsFailed',
    dimensionsMap: { StateMachineArn: stateMachineArn },
    statistic: Stats.SUM,
    period: alarmPeriod,
  });

/** In a quarter of an hour: a single lost answer is found out by itself. */
const manyUnknown = 5;

/** What tells people that something AT&T works on is not followed, is late, or ended in a way only a person can settle. */
export const alarmsOnPolling = (scope: Construct, shared: SharedOfAlarms): void => {
  const add = addingAlarms(scope, shared);
  alarmsOnPollers(scope, shared, add);
  alarmsOnSightings(shared, add);
  alarmsOnOutcomes(shared, add);
  alarmsOnWords(shared, add);
};

const alarmsOnPollers = (scope: Construct, { tenant }: SharedOfAlarms, alarm: AddAlarm): void => {
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
    question: whoOf('PollingGivenUp'),
  });
  alarm('ItemsOverdue', {
    name: 'items-overdue',
    impact: 'At least one end customer waits longer for a number, a line or an order than the rules or AT&T promise.',
    runbook: 'items-overdue',
    metric: totalOf(tenant, 'OverdueItems'),
    question: whoOf('OverdueItems'),
  });
};

const alarmsOnSightings = ({ tenant }: SharedOfAlarms, alarm: AddAlarm): void => {
  alarm('SightingsNotKept', {
    name: 'sightings-not-kept',
    impact:
      'Partners see in what the gateway knows only later what their reads have shown them; or somebody has taken over a function that reads.',
    runbook: 'pollers-failing',
    metric: functionCrashes(tenant, sightingKeeperName),
    question: {
      lines: [
        'filter message = "sighting-refused"',
        'stats count(*) as times by failure, operation, solutionProvider',
        'sort times desc',
      ],
    },
  });
};

const alarmsOnOutcomes = ({ tenant }: SharedOfAlarms, alarm: AddAlarm): void => {
  alarm('OutcomesNeedAttention', {
    name: 'outcomes-need-attention',
    impact:
      'Nobody can tell whether AT&T carried out at least one write; it blocks its order until a person finds out.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'NeedsAttention'),
    question: whoOf('NeedsAttention'),
  });
  alarm('OutcomesUnknownForLong', {
    name: 'outcomes-unknown-for-long',
    impact:
      'At least one write is of unknown outcome for over an hour, so its partner can neither go on nor repeat it.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'UnknownForLong'),
    question: whoOf('UnknownForLong'),
  });
  alarm('ReconcilerFailing', {
    name: 'reconciler-failing',
    impact: 'Writes of unknown outcome stay so: partners can neither go on with them nor repeat them.',
    runbook: 'outcomes-unknown',
    metric: noRunEndedWell(tenant, reconcilerName),
    isHeartbeat: true,
  });
  alarm('OutcomesUnknown', {
    name: 'outcomes-unknown',
    impact:
      'Several partners wait for the gateway to find out what became of their writes: AT&T leaves unusually many of them open.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'UnknownOutcomes', alarmPeriod),
    threshold: manyUnknown,
    question: whoOf('UnknownOutcomes'),
  });
  alarm('WritesNotApplied', {
    name: 'writes-not-applied',
    impact: 'At least one change that AT&T called done was not made; its partner was told so, and has to ask again.',
    runbook: 'outcomes-unknown',
    metric: totalOf(tenant, 'WritesNotApplied'),
    question: whoOf('WritesNotApplied'),
  });
};

/** What AT&T says in words or shapes that nobody knows. */
const alarmsOnWords = ({ tenant }: SharedOfAlarms, alarm: AddAlarm): void => {
  alarm('ContractDrift', {
    name: 'contract-drift',
    impact:
      'Nobody yet, but AT&T answers in another shape than documented: what reads these answers may soon be wrong.',
    runbook: 'contract-drift',
    metric: totalOf(tenant, 'ContractDrift'),
    question: {
      lines: [
        'filter message = "contract-drift"',
        'stats count(*) as times by operation, member, failure',
        'sort times desc',
      ],
    },
  });
  alarm('WordsUnknown', {
    name: 'words-unknown',
    impact:
      'Partners see the state or the reason of at least one port-in or activation only in AT&T’s words, and nothing follows from it.',
    runbook: 'contract-drift',
    metric: new MathExpression({
      label: 'words unknown',
      expression: 'FILL(states, 0) + FILL(reasons, 0)',
      period: alarmPeriod,
      usingMetrics: {
        states: totalOf(tenant, 'UnmappedStates', alarmPeriod),
        reasons: totalOf(tenant, 'UnmappedReasons', alarmPeriod),
      },
    }),
    question: whoOf('UnmappedStates', 'UnmappedReasons'),
  });
  alarmsOnViews(tenant, alarm);
};

const alarmsOnViews = (tenant: string, alarm: AddAlarm): void => {
  alarm('ViewDrift', {
    name: 'view-drift',
    impact:
      'Partners see at least one order, port-in, activation, PDP batch or line otherwise than AT&T has it; `npx gateway report drift` names each, and what to do.',
    runbook: 'view-drift',
    metric: totalOf(tenant, 'ViewDrift'),
    question: whoOf('ViewDrift'),
  });
  alarm('DriftReportFailing', {
    name: 'drift-report-failing',
    impact: 'Nobody compares what partners see with what AT&T has: what differs stays so unnoticed.',
    runbook: 'view-drift',
    metric: noRunEndedWell(tenant, driftReportName),
    isHeartbeat: true,
  });
};
