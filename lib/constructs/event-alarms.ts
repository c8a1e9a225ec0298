import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { publisherName } from '#events/handle-changes';
import type { Tenant } from '../config/tenant';
import { functionName, queueName, ruleName, serviceName } from '../names';
import { eventDeadLetters } from './event-publisher';
import { addingAlarms, type AddAlarm, type SharedOfAlarms } from './gateway-alarm';
import { totalOf } from './gateway-metrics';
import { scheduledFunctions } from './run-every';
import type { LogQuestion } from './saved-query';
import { busDeadLetters } from './tenant-bus';
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
    // The sweep changes an item every minute for the publisher to see: silence for so long is a stream that nobody reads.
    period: Duration.minutes(15),
  });

const laidAside = (tenant: string, ...queues: readonly string[]): IMetric =>
  together(
    'laid aside',
    queues.map((name) => messagesIn(tenant, name)),
  );

/**
 * What EventBridge could not hand on for good: of every rule what its target did not take, and of the one with a dead-letter queue what that
 * did not take either. Rules on the bus have its name among their dimensions; schedules, which are on the default bus, have not.
 */
const undelivered = (tenant: Tenant): IMetric => {
  const ofRule = (metricName: string, dimensionsMap: Record<string, string>): IMetric =>
    new Metric({ namespace: 'AWS/Events', metricName, dimensionsMap, statistic: Stats.SUM, period });
  const ofWebhooks = { EventBusName: serviceName(tenant.tenant), RuleName: ruleName(tenant.tenant, webhookQueue) };
  return together('not handed on', [
    ofRule('FailedInvocations', ofWebhooks),
    ofRule('InvocationsFailedToBeSentToDlq', ofWebhooks),
    ...scheduledFunctions(tenant).map((name) =>
      ofRule('FailedInvocations', { RuleName: ruleName(tenant.tenant, name) }),
    ),
  ]);
};

/** The sum of metrics of which none need have been measured. */
const together = (label: string, metrics: readonly IMetric[]): IMetric => {
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(named)
    .map((name) => `FILL(${name}, 0)`)
    .join(' + ');
  return new MathExpression({ label, period, expression, usingMetrics: named });
};

/** Endpoints that do not take what is sent to them. */
const untaken: LogQuestion = {
  lines: [
    'filter message = "webhook-attempted" and outcome != "delivered"',
    'stats count(*) as times by endpointId, solutionProvider, outcome, failure, upstreamStatus',
    'sort times desc',
  ],
};

/** Milliseconds the publisher may be behind. */
const longestLagMs = Duration.minutes(5).toMilliseconds();
/** Seconds a message may be old: it may rightly wait a quarter of an hour for its next attempt. */
const oldestMessageSeconds = Duration.minutes(30).toSeconds();

/** What tells people that events or webhooks do not get through. */
export const alarmsOnEvents = (scope: Construct, tenant: Tenant, shared: SharedOfAlarms): void => {
  const add = addingAlarms(scope, shared);
  alarmsOnPublishing(tenant.tenant, add);
  alarmsOnHandingOn(tenant, add);
};

const alarmsOnPublishing = (tenant: string, alarm: AddAlarm): void => {
  alarm('EventsLate', {
    name: 'events-late',
    impact:
      'Partners learn late, or not at all, of what happens to their orders and port-ins: events are not published.',
    runbook: 'events-not-published',
    metric: publisherLag(tenant),
    threshold: longestLagMs,
    isHeartbeat: true,
  });
  alarm('EventsNotPublished', {
    name: 'events-not-published',
    impact:
      'Partners were not told of at least one change, and learn of it only with the next one of the same resource.',
    runbook: 'events-not-published',
    metric: laidAside(tenant, eventDeadLetters, busDeadLetters),
  });
  alarm('ChangesUnreadable', {
    name: 'changes-unreadable',
    impact:
      'Partners are not told of changes of at least one order or port-in, because it is stored in a form nobody knows.',
    runbook: 'events-not-published',
    metric: totalOf(tenant, 'UnpublishableChanges'),
    question: { lines: ['filter message = "change-not-published"', 'stats count(*) as times by errorName, errorCode'] },
  });
};

const alarmsOnHandingOn = (described: Tenant, alarm: AddAlarm): void => {
  const { tenant } = described;
  alarm('EventsUndelivered', {
    name: 'events-undelivered',
    impact: 'Webhooks may be missing to partners, or runs that follow their orders and writes do not begin.',
    runbook: 'events-undelivered',
    metric: undelivered(described),
  });
  alarm('WebhooksLate', {
    name: 'webhooks-late',
    impact: 'Partners get webhooks late, or get none at all.',
    runbook: 'webhooks-late',
    metric: oldestIn(tenant, webhookQueue),
    threshold: oldestMessageSeconds,
    question: untaken,
  });
  alarm('WebhooksNotSent', {
    name: 'webhooks-not-sent',
    impact:
      'At least one webhook was not sent and will not be by itself; its partner sees the change only in GET /v1/events.',
    runbook: 'webhooks-not-sent',
    metric: messagesIn(tenant, webhookDeadLetters),
    question: untaken,
  });
  alarm('WebhooksOff', {
    name: 'webhooks-off',
    impact:
      'At least one partner gets no webhooks any more: nothing got through to its endpoint for days, and it was switched off.',
    runbook: 'webhooks-not-sent',
    metric: totalOf(tenant, 'WebhookEndpointsDisabled'),
    question: {
      lines: [
        'filter message = "webhook-endpoint-disabled"',
        'stats count(*) as times by endpointId, solutionProvider, failure',
      ],
    },
  });
};
