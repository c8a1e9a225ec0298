import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { SimulatedTime } from '../simulated-time';
import { createStateWriter, readState, type DataDir } from '../state-file';
import type { Action } from './aws-json';

const messageSchema = z.object({
  id: z.string(),
  body: z.string(),
  /** Milliseconds since the epoch, by the simulator's clock. */
  sentAt: z.number(),
  dueAt: z.number(),
  receives: z.number(),
});
type Message = z.infer<typeof messageSchema>;

const fileName = 'webhook-queue.json';
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

/** The webhook queue, with its delays in simulated time, and the function that works on it. Kept in the data folder. */
export const startMessageQueue = async (
  dataDir: DataDir,
  time: SimulatedTime,
  work: (event: unknown) => Promise<unknown>,
): Promise<MessageQueue> => {
  const messages = (await readState(dataDir, fileName, z.array(messageSchema))) ?? [];
  const taken = new Set<Message>();
  const save = createStateWriter(dataDir, fileName, () => messages);
  let batches = 0;

  const run = async (): Promise<void> => {
    const due = messages.filter((message) => message.dueAt <= time.now() && !taken.has(message)).slice(0, batchSize);
    // Whoever works on another goes on with what is due by then.
    if (due.length === 0 || batches === mostBatches) return;
    for (const message of due) taken.add(message);
    batches += 1;
    const failed = await failedOf(work, due, time.now());
    batches -= 1;
    for (const message of due) {
      taken.delete(message);
      message.receives += 1;
      const isBack = failed.has(message.id) && message.receives < mostReceives;
      if (isBack) wake(message, awayMs);
      else messages.splice(messages.indexOf(message), 1);
      if (failed.has(message.id) && !isBack) console.error('a webhook message was laid aside:', message.id);
    }
    // Should this fail, the messages are worked on again after a restart.
    await save().catch((error: unknown) => console.error(`${fileName} cannot be written:`, error));
    await run();
  };

  const wake = (message: Message, afterMs: number): void => {
    message.dueAt = time.now() + afterMs;
    time.after(afterMs, () => void run());
  };

  const add = async (body: string, delaySeconds = 0): Promise<void> => {
    const sentAt = time.now();
    const message = { id: randomUUID(), body, sentAt, dueAt: sentAt + delaySeconds * 1000, receives: 0 };
    messages.push(message);
    try {
      await save();
    } catch (error) {
      // Its sender is told, and sends it again.
      messages.splice(messages.indexOf(message), 1);
      throw error;
    }
    wake(message, message.dueAt - time.now());
  };

  for (const message of messages) wake(message, Math.max(0, message.dueAt - time.now()));
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
