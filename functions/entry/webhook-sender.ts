import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eventBridge, sqs } from '#entry/aws-clients';
import { tableStore } from '#entry/background-stores';
import { composeSender } from '#entry/compose-sender';
import { environment, gatewayTable, observability } from '#entry/process';
import { createEventBus } from '#events/event-bus';
import { businessNow, wireNow } from '#platform/clock';
import { handleMessages } from '#webhooks/handle-messages';
import { post } from '#webhooks/post';
import { createWebhookQueue } from '#webhooks/queue';
import { resolveByDns } from '#webhooks/target';

const { eventBusName, webhookQueueUrl, webhookTargets } = environment(
  'eventBusName',
  'webhookQueueUrl',
  'webhookTargets',
);

const deps = composeSender({
  ...observability(),
  table: gatewayTable(tableStore()),
  queue: createWebhookQueue(sqs(), webhookQueueUrl),
  bus: createEventBus(eventBridge(), eventBusName),
  post,
  resolve: resolveByDns,
  policy: webhookTargets,
  now: businessNow,
  wireNow,
});

/** Runs on the webhook queue. Messages named in the answer come again, and after some times go to the dead-letter queue. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed = await handleMessages(
    deps,
    Records.map(({ messageId, body, attributes }) => ({
      id: messageId,
      body,
      sentAt: Number(attributes.SentTimestamp),
      receivedAt: Number(attributes.ApproximateFirstReceiveTimestamp),
    })),
  );
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
