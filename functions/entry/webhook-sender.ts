import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { eventBridge, sqs } from '#entry/aws-clients';
import { backgroundStores } from '#entry/background-stores';
import { composeSender } from '#entry/compose-sender';
import { signingSecrets } from '#entry/data-keys';
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

const stores = backgroundStores();

const deps = composeSender({
  ...observability(),
  table: gatewayTable(stores),
  queue: createWebhookQueue(sqs(), webhookQueueUrl),
  bus: createEventBus(eventBridge(), eventBusName),
  post,
  resolve: resolveByDns,
  policy: webhookTargets,
  signing: signingSecrets(stores),
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
