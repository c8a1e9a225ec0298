import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { createEventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable } from '#platform/table/table';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore } from '#webhooks/endpoint-store';
import { sdkTimeouts } from '#platform/sdk-timeouts';
import type { SenderDependencies } from '#webhooks/handle-messages';
import { post } from '#webhooks/post';
import { createWebhookQueue } from '#webhooks/queue';
import { resolveByDns, targetPolicyFrom } from '#webhooks/target';

const settings = z.object({ EVENT_BUS_NAME: z.string(), WEBHOOK_QUEUE_URL: z.string() });

const awsTimeouts = { maxAttempts: 3, requestHandler: sdkTimeouts };

/** The real ones, from the process’s environment. */
export const senderDependencies = (): SenderDependencies => {
  const { tableName } = tableSettingsFrom(process.env);
  const { EVENT_BUS_NAME, WEBHOOK_QUEUE_URL } = settings.parse(process.env);
  const serviceName = serviceNameFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  return {
    endpoints: createEndpointStore(table),
    deliveries: createDeliveryLog(table),
    events: createEventStore(table),
    queue: createWebhookQueue(new SQSClient(awsTimeouts), WEBHOOK_QUEUE_URL),
    bus: createEventBus(new EventBridgeClient(awsTimeouts), EVENT_BUS_NAME),
    post,
    resolve: resolveByDns,
    policy: targetPolicyFrom(process.env),
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
    now: Date.now,
  };
};
