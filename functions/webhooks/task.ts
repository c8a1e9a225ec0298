import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { endpointUrls } from '#webhooks/delivery-log';
import { eventSchema } from '#events/event';
import { webhookTasks } from '#platform/table/keys';
import type { Item } from '#platform/table/table';

/**
 * Something the webhook sender is to do beside delivering what happens. Written to the table like everything else a route
 * does; the stream takes it to the sender, so that routes need no queue and nothing is lost in between.
 */
export const taskSchema = z.union([
  /** One event to one endpoint, or again to every endpoint it is for. */
  z.object({
    event: eventSchema,
    endpointId: z.string().optional(),
    /** The URL that is asked whether it wants events. */
    verifies: z.enum(endpointUrls).optional(),
  }),
  /** Everything published in a time again to one endpoint, as far as its filter lets it. */
  z.object({
    endpointId: z.string(),
    solutionProvider: z.string(),
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    /** The redelivery it is; absent from tasks of before there was one at a time. */
    redeliveryId: z.string().optional(),
    /** Position of the last event that was done. */
    after: z.string().optional(),
  }),
]);
export type WebhookTask = z.output<typeof taskSchema>;

export const taskItem = (task: WebhookTask, now: number): Item => ({
  ...webhookTasks.key.of({ taskId: randomUUID() }),
  task,
  expiresAt: webhookTasks.lifetime.expiresAt(now),
});

/** @throws z.ZodError */
export const taskOf = (item: Item): WebhookTask => taskSchema.parse(item['task']);
