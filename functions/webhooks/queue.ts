import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { eventSchema } from '#events/event';

/** SQS delays a message no longer. */
const longestDelaySeconds = 900;
const atATime = 10;

/** One attempt to deliver one event to one endpoint. */
export const deliveryAttemptSchema = z.object({
  endpointId: z.string(),
  solutionProvider: z.string(),
  event: eventSchema,
  attempt: z.int().min(1),
  /** When the first attempt was made; absent before it. */
  firstAttemptAt: z.iso.datetime().optional(),
  /** How long the attempt has to wait from the time the message was sent. */
  waitSeconds: z.number().min(0),
});
export type DeliveryAttempt = z.output<typeof deliveryAttemptSchema>;

/** The queue the sender works on. @throws Error when it did not take everything; whatever it took may come again */
export interface WebhookQueue {
  send(attempts: readonly DeliveryAttempt[]): Promise<void>;
}

export const createWebhookQueue = (client: Pick<SQSClient, 'send'>, url: string): WebhookQueue => ({
  send: async (attempts) => {
    for (let start = 0; start < attempts.length; start += atATime) {
      const Entries = attempts.slice(start, start + atATime).map((attempt, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(attempt),
        DelaySeconds: Math.min(longestDelaySeconds, Math.ceil(attempt.waitSeconds)),
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      if (Failed.length > 0) throw new Error(`The queue did not take ${Failed.length} of ${Entries.length} messages.`);
    }
  },
});
