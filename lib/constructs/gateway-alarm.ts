import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmName } from '../names';
import { inAscii } from './in-ascii';

export type Runbook =
  | 'operation-failing'
  | 'authorizer-failing'
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
  topic: ITopic;
  /** From which value on it is on; 1 when left out. */
  threshold?: number;
  /** Whether it is on as well while nothing is measured at all. */
  isHeartbeat?: boolean;
}

/** An alarm that goes on with the first event it watches for, unless told otherwise. It says in words what does not work, and which page helps. */
export class GatewayAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: GatewayAlarmProps) {
    const { tenant, name, impact, runbook, metric, topic, threshold = 1, isHeartbeat = false } = props;
    super(scope, id, {
      alarmName: alarmName(tenant, name),
      alarmDescription: inAscii(`${impact} Runbook: ${runbookPath(runbook)}`),
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: isHeartbeat ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
