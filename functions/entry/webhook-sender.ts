import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { senderDependencies } from '#entry/webhooks-dependencies';
import { handleMessages } from '#webhooks/handle-messages';

const deps = senderDependencies();

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
