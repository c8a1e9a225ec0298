import * as z from 'zod';
import { eventSchema, eventSource } from '#events/event';
import { taskSource } from '#events/event-bus';
import { Problem } from '#domain/problems/problems';
import { errorFacts } from '#platform/log';
import { deliver } from '#webhooks/deliver';
import type { DeliverOptions } from '#webhooks/deliver-options';
import { executeTask, fanOut, type FanOutOptions } from '#webhooks/fan-out';
import { deliveryAttemptSchema, type DeliveryAttempt } from '#webhooks/queue';
import { taskSchema } from '#webhooks/task';

export type SenderDependencies = DeliverOptions & FanOutOptions;

/** A message of the webhook queue. */
export interface QueueMessage {
  id: string;
  body: string;
  /** Milliseconds since the epoch, both by the queue’s clock. */
  sentAt: number;
  receivedAt: number;
}

/** What may be in a message: what the bus told, or an attempt the sender has left for later. */
export const messageSchema = z.union([
  deliveryAttemptSchema,
  z.object({ source: z.literal(eventSource), detail: eventSchema }),
  z.object({ source: z.literal(taskSource), detail: taskSchema }),
]);

/** When what could not be begun, because the table was out of reach, is tried again. */
const troubleWaitSeconds = 30;

/** Less is not worth another round. */
const negligibleSeconds = 1;

/** @returns ids of the messages that have to come again */
export const handleMessages = async (
  deps: SenderDependencies,
  messages: readonly QueueMessage[],
): Promise<readonly string[]> => {
  const done = await Promise.all(messages.map((message) => isHandled(deps, message)));
  return messages.filter((_, index) => !done[index]).map(({ id }) => id);
};

const isHandled = async (deps: SenderDependencies, message: QueueMessage): Promise<boolean> => {
  try {
    await handleMessage(deps, message);
    return true;
  } catch (error) {
    deps.log.error('webhook-message-failed', errorFacts(error));
    return error instanceof Problem && (await isPutBack(deps, message));
  }
};

/** A trouble of the gateway’s own is no attempt: however often it happens, the message is not laid aside for it. */
const isPutBack = async ({ queue, log }: SenderDependencies, { body }: QueueMessage): Promise<boolean> => {
  try {
    const attempt = deliveryAttemptSchema.safeParse(JSON.parse(body)).data;
    if (attempt) await queue.send([{ ...attempt, waitSeconds: troubleWaitSeconds }]);
    else await queue.putBack(body, troubleWaitSeconds);
    return true;
  } catch (error) {
    log.error('webhook-message-failed', errorFacts(error));
    return false;
  }
};

const handleMessage = async (deps: SenderDependencies, message: QueueMessage): Promise<void> => {
  const content = messageSchema.parse(JSON.parse(message.body));
  if (!('source' in content)) return attempted(deps, content, message);
  if (content.source === eventSource) return fanOut(deps, content.detail);
  return executeTask(deps, content.detail);
};

/** SQS delays a message by a quarter of an hour at most, so a long wait is a chain of short ones. */
const attempted = async (
  deps: SenderDependencies,
  attempt: DeliveryAttempt,
  { sentAt, receivedAt }: QueueMessage,
): Promise<void> => {
  const left = attempt.waitSeconds - (receivedAt - sentAt) / 1000;
  if (left >= negligibleSeconds) return deps.queue.send([{ ...attempt, waitSeconds: left }]);
  return deliver(deps, attempt);
};
