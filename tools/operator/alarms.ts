import { DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { resourcesOf, type Deployment } from './deployment';

export interface RingingAlarm {
  name: string;
  since: string | undefined;
}

/** CloudWatch takes so many names at once. */
const atOnce = 100;

/** The deployment’s alarms that ring; by the names its stack has of them, since one tenant’s name may begin as another’s does. */
export const ringingAlarms = async (deployment: Deployment): Promise<RingingAlarm[]> => {
  const names = await resourcesOf(deployment, 'monitoring', 'AWS::CloudWatch::Alarm');
  const ringing: RingingAlarm[] = [];
  for (let start = 0; start < names.length; start += atOnce) {
    const AlarmNames = names.slice(start, start + atOnce);
    const { MetricAlarms = [] } = await deployment.aws.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames, StateValue: 'ALARM', MaxRecords: atOnce }),
    );
    for (const { AlarmName: name = '', StateUpdatedTimestamp } of MetricAlarms)
      ringing.push({ name, since: StateUpdatedTimestamp?.toISOString() });
  }
  return ringing;
};

const minutes = 10;

/** How many seconds the oldest message of a queue has been there; undefined where CloudWatch does not say. */
export const oldestSeconds = async (
  { aws }: Deployment,
  queueUrl: string,
  now: number,
): Promise<number | undefined> => {
  const { Datapoints = [] } = await aws.cloudWatch.send(
    new GetMetricStatisticsCommand({
      ...{ Namespace: 'AWS/SQS', MetricName: 'ApproximateAgeOfOldestMessage', Statistics: ['Maximum'], Period: 60 },
      Dimensions: [{ Name: 'QueueName', Value: queueUrl.slice(queueUrl.lastIndexOf('/') + 1) }],
      StartTime: new Date(now - minutes * 60_000),
      EndTime: new Date(now),
    }),
  );
  return Datapoints.toSorted((a, b) => (a.Timestamp?.getTime() ?? 0) - (b.Timestamp?.getTime() ?? 0)).at(-1)?.Maximum;
};
