import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { publisherName } from '#events/handle-changes';
import { functionName, queueName } from '../names';
import { eventDeadLetters } from './event-publisher';
import { GatewayAlarm, type GatewayAlarmProps } from './gateway-alarm';
import { totalOf } from './gateway-metrics';
import { webhookDeadLetters, webhookQueue } from './webhook-sender';

const period = Duration.minutes(5);

const messagesIn = (tenant: string, name: string): IMetric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: queueName(tenant, name) },
    statistic: Stats.MAXIMUM,
    period,
  });

const oldestIn = (tenant: string, name: string): IMetric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateAgeOfOldestMessage',
    dimensionsMap: { QueueName: queueName(tenant, name) },
    statistic: Stats.MAXIMUM,
    period,
  });

const publisherLag = (tenant: string): IMetric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName: functionName(tenant, publisherName) },
    statistic: Stats.MAXIMUM,
    period,
  });

/** Milliseconds the publisher may be behind. */
const longestLagMs = Duration.minutes(5).toMilliseconds();
/** Seconds a message may be old: it may rightly wait a quarter of an hour for its next attempt. */
const oldestMessageSeconds = Duration.minutes(30).toSeconds();

/** What tells people that events or webhooks do not get through. */
export const alarmsOnEvents = (scope: Construct, shared: Pick<GatewayAlarmProps, 'tenant' | 'topic'>): void => {
  const { tenant } = shared;
  const alarm = (id: string, props: Omit<GatewayAlarmProps, 'tenant' | 'topic'>): GatewayAlarm =>
    new GatewayAlarm(scope, id, { ...shared, ...props });
  alarm('EventsLate', {
    name: 'events-late',
    impact: 'Partners learn late of what happens to their orders and port-ins: events are not being published.',
    runbook: 'events-not-published',
    metric: publisherLag(tenant),
    threshold: longestLagMs,
  });
  alarm('EventsNotPublished', {
    name: 'events-not-published',
    impact:
      'Partners were not told of at least one change, and learn of it only with the next one of the same resource.',
    runbook: 'events-not-published',
    metric: messagesIn(tenant, eventDeadLetters),
  });
  alarm('ChangesUnreadable', {
    name: 'changes-unreadable',
    impact:
      'Partners are not told of changes of at least one order or port-in, because it is stored in a form nobody knows.',
    runbook: 'events-not-published',
    metric: totalOf(tenant, 'UnpublishableChanges'),
  });
  alarm('WebhooksLate', {
    name: 'webhooks-late',
    impact: 'Partners get webhooks late, or get none at all.',
    runbook: 'webhooks-late',
    metric: oldestIn(tenant, webhookQueue),
    threshold: oldestMessageSeconds,
  });
  alarm('WebhooksNotSent', {
    name: 'webhooks-not-sent',
    impact:
      'At least one webhook was not sent and will not be by itself; its partner sees the change only in GET /v1/events.',
    runbook: 'webhooks-not-sent',
    metric: messagesIn(tenant, webhookDeadLetters),
  });
};
