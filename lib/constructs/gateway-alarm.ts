import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { alarmName } from '../names';
import type { AlarmTopic } from './alarm-topic';
import { inAscii } from './in-ascii';
import { SavedQuery, type LogQuestion } from './saved-query';

export type Runbook =
  | 'operation-failing'
  | 'operation-slow'
  | 'authorizer-failing'
  | 'callers-refused'
  | 'credentials-refused'
  | 'events-not-published'
  | 'events-undelivered'
  | 'webhooks-late'
  | 'webhooks-not-sent'
  | 'pollers-failing'
  | 'bulk-writes-failing'
  | 'items-overdue'
  | 'outcomes-unknown'
  | 'contract-drift'
  | 'view-drift'
  | 'pushes-not-applied'
  | 'sensitive-changes';

/** Path of a runbook in this repository. */
export const runbookPath = (runbook: Runbook): string => `docs/runbooks/${runbook}.md`;

export interface GatewayAlarmProps {
  tenant: string;
  name: string;
  /** What a person cannot do while the alarm is on. */
  impact: string;
  runbook: Runbook;
  metric: IMetric;
  topic: Pick<AlarmTopic, 'actions'>;
  /** From which value on it is on; 1 when left out. */
  threshold?: number;
  /** In how many periods one after the other; 1 when left out. */
  periods?: number;
  /** Whether it is on as well while nothing is measured at all. */
  isHeartbeat?: boolean;
  /** What tells operations and Solution Providers, which no metric is divided by; saved under the alarm’s name. */
  question?: LogQuestion;
}

/** What alarms of a tenant have in common. */
export type SharedOfAlarms = Pick<GatewayAlarmProps, 'tenant' | 'topic'>;
export type AddAlarm = (id: string, props: Omit<GatewayAlarmProps, keyof SharedOfAlarms>) => void;

export const addingAlarms =
  (scope: Construct, shared: SharedOfAlarms): AddAlarm =>
  (id, props) => {
    new GatewayAlarm(scope, id, { ...shared, ...props });
  };

/** An alarm that goes on with the first event it watches for, unless told otherwise. It says in words what does not work, where it stands for whom, and which page helps. */
export class GatewayAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: GatewayAlarmProps) {
    const { tenant, impact, runbook, metric, topic, question, threshold = 1, periods = 1, isHeartbeat = false } = props;
    const name = alarmName(tenant, props.name);
    const forWhom = question ? ` Which, and for whom: the query ${name} in Logs Insights.` : '';
    super(scope, id, {
      alarmName: name,
      alarmDescription: inAscii(`${impact}${forWhom} Runbook: ${runbookPath(runbook)}`),
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(...topic.actions);
    this.addOkAction(...topic.actions);
    if (question) new SavedQuery(scope, `${id}Query`, { tenant, name, ...question });
  }
}
