import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { SimulatedTime } from '../simulated-time';
import type { DataDir } from '../state-file';
import type { Action } from './aws-json';
import { keepMessages, type Message } from './kept-messages';

const batchSize = 10;
const mostReceives = 5;
/** Batches that are worked on at the same time, however much is due at once: those who call use the same table. */
const mostBatches = 2;
/** How long a message that failed stays away: less than deployed, because here somebody is waiting. */
const awayMs = 1_000;

const batchInput = z.object({
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string(), DelaySeconds: z.number().default(0) })),
});
const answerSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export interface MessageQueue {
  /** Settles when the message is kept: from then on no kill loses it. */
  add(body: string, delaySeconds?: number): Promise<void>;
  /** Of the SQS API. */
  actions: Readonly<Record<string, Action>>;
}

/**
 * The webhook queue, with its delays in simulated time, and the function that works on it. Kept in the data folder.
 * @throws StartError when what is kept there is not the queue's
 */
export const startMessageQueue = (
  dataDir: DataDir,
  time: SimulatedTime,
  work: (event: unknown) => Promise<unknown>,
): MessageQueue => {
  const messages = keepMessages(dataDir);
  /** Their time has come, and nobody works on them. */
  const due: Message[] = [];
  let workers = 0;

  const settle = (message: Message, isFailed: boolean): void => {
    message.receives += 1;
    const isBack = isFailed && message.receives < mostReceives;
    if (isBack) wakeAfter(message, awayMs);
    if (isBack) messages.put(message);
    else messages.remove(message);
    if (isFailed && !isBack) console.error('a webhook message was laid aside:', message.id);
  };

  const run = async (): Promise<void> => {
    // Whoever works on another goes on with what is due by then.
    if (workers === mostBatches) return;
    workers += 1;
    while (due.length > 0) {
      const batch = due.splice(0, batchSize);
      const failed = await failedOf(work, batch, time.now());
      for (const message of batch) settle(message, failed.has(message.id));
      // Should this fail, the messages are worked on again after a restart.
      await messages.write().catch((error: unknown) => console.error('the webhook queue cannot be written:', error));
    }
    workers -= 1;
  };

  const wakeAfter = (message: Message, afterMs: number): void => {
    message.dueAt = time.now() + afterMs;
    time.after(afterMs, () => {
      due.push(message);
      void run();
    });
  };

  const add = async (body: string, delaySeconds = 0): Promise<void> => {
    const sentAt = time.now();
    const message = { id: randomUUID(), body, sentAt, dueAt: sentAt + delaySeconds * 1000, receives: 0 };
    messages.put(message);
    try {
      await messages.write();
    } catch (error) {
      // Its sender is told, and sends it again.
      messages.remove(message);
      throw error;
    }
    wakeAfter(message, message.dueAt - time.now());
  };

  for (const message of messages.all()) wakeAfter(message, Math.max(0, message.dueAt - time.now()));
  return { add, actions: { 'AmazonSQS.SendMessageBatch': sendBatch(add) } };
};

const sendBatch =
  (add: MessageQueue['add']): Action =>
  async (input) => {
    const { Entries } = batchInput.parse(input);
    await Promise.all(Entries.map(({ MessageBody, DelaySeconds }) => add(MessageBody, DelaySeconds)));
    return {
      Successful: Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: randomUUID(),
        // The SDK checks it.
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      })),
      Failed: [],
    };
  };

const failedOf = async (
  work: (event: unknown) => Promise<unknown>,
  messages: readonly Message[],
  now: number,
): Promise<ReadonlySet<string>> => {
  const Records = messages.map(({ id, body, sentAt, receives }) => ({
    messageId: id,
    body,
    attributes: {
      SentTimestamp: String(sentAt),
      ApproximateFirstReceiveTimestamp: String(now),
      ApproximateReceiveCount: String(receives + 1),
    },
    eventSource: 'aws:sqs',
  }));
  try {
    const { batchItemFailures } = answerSchema.parse(await work({ Records }));
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch (error) {
    console.error('the webhook sender failed:', error);
    return new Set(messages.map(({ id }) => id));
  }
};
