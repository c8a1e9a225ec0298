import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { eventSchema } from '#events/event';
import { endpointUrls } from '#webhooks/delivery-log';

/** SQS delays a message no longer. */
const longestDelaySeconds = 900;
const atATime = 10;

/** One attempt to deliver one event to one endpoint. */
export const deliveryAttemptSchema = z.object({
  endpointId: z.string(),
  solutionProvider: z.string(),
  event: eventSchema,
  attempt: z.int().min(1),
  /** The URL that is asked whether it wants events; absent of events themselves. */
  verifies: z.enum(endpointUrls).optional(),
  /** When the first attempt was made; absent before it. */
  firstAttemptAt: z.iso.datetime().optional(),
  /** How long the attempt has to wait from the time the message was sent. */
  waitSeconds: z.number().min(0),
});
export type DeliveryAttempt = z.output<typeof deliveryAttemptSchema>;

/** The queue the sender works on. @throws Error when it did not take everything; whatever it took may come again */
export interface WebhookQueue {
  send(attempts: readonly DeliveryAttempt[]): Promise<void>;
  /** Has a message come again as it is. */
  putBack(body: string, waitSeconds: number): Promise<void>;
}

interface QueueEntry {
  body: string;
  waitSeconds: number;
}

export const createWebhookQueue = (client: Pick<SQSClient, 'send'>, url: string): WebhookQueue => {
  const sendAll = async (entries: readonly QueueEntry[]): Promise<void> => {
    for (let start = 0; start < entries.length; start += atATime) {
      const Entries = entries.slice(start, start + atATime).map(({ body, waitSeconds }, index) => ({
        Id: String(index),
        MessageBody: body,
        DelaySeconds: Math.min(longestDelaySeconds, Math.ceil(waitSeconds)),
      }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      if (Failed.length > 0) throw new Error(`The queue did not take ${Failed.length} of ${Entries.length} messages.`);
    }
  };
  return {
    send: (attempts) =>
      sendAll(attempts.map((attempt) => ({ body: JSON.stringify(attempt), waitSeconds: attempt.waitSeconds }))),
    putBack: (body, waitSeconds) => sendAll([{ body, waitSeconds }]),
  };
};
