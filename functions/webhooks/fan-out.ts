import type { ResourceEvent } from '#events/event';
import type { EventBus } from '#events/event-bus';
import type { EventStore } from '#events/event-store';
import { isFor, isReady, type Endpoint } from '#webhooks/endpoint';
import type { EndpointStore } from '#webhooks/endpoint-store';
import type { RedeliveryStore } from '#webhooks/redelivery-store';
import type { DeliveryAttempt, WebhookQueue } from '#webhooks/queue';
import type { WebhookTask } from '#webhooks/task';

export interface FanOutOptions {
  redeliveries: RedeliveryStore;
  endpoints: EndpointStore;
  events: Pick<EventStore, 'list'>;
  queue: WebhookQueue;
  bus: Pick<EventBus, 'putTask'>;
}

/** Events of a range sent again at a time; the rest is a task of its own. */
const pageSize = 100;

const firstAttempt = ({ id, solutionProvider }: Endpoint, event: ResourceEvent): DeliveryAttempt => ({
  endpointId: id,
  solutionProvider,
  event,
  attempt: 1,
  waitSeconds: 0,
});

/** Has an event delivered to every endpoint it is for, each on its own, so that one that fails does not hold up another. */
export const fanOut = async ({ endpoints, queue }: FanOutOptions, event: ResourceEvent): Promise<void> => {
  const all = await endpoints.list(event.resource.solutionProvider);
  await queue.send(all.filter((endpoint) => isFor(endpoint, event)).map((endpoint) => firstAttempt(endpoint, event)));
};

/** Sends what a partner asked to have sent again, or to try an endpoint with. */
export const executeTask = async (options: FanOutOptions, task: WebhookTask): Promise<void> => {
  const { endpoints, queue } = options;
  if (!('event' in task)) return sendRange(options, task);
  if (task.endpointId === undefined) return fanOut(options, task.event);
  const endpoint = await endpoints.find(task.event.resource.solutionProvider, task.endpointId);
  if (endpoint) await queue.send([{ ...firstAttempt(endpoint, task.event), verifies: task.verifies }]);
};

const sendRange = async (
  { endpoints, events, queue, bus, redeliveries }: FanOutOptions,
  range: Exclude<WebhookTask, { event: unknown }>,
): Promise<void> => {
  const { endpointId, solutionProvider, since, until, after, redeliveryId } = range;
  const endpoint = await endpoints.find(solutionProvider, endpointId);
  const readyEndpoint = endpoint && isReady(endpoint) ? endpoint : undefined;
  const page = readyEndpoint && (await events.list(solutionProvider, { since, until, after }, pageSize));
  const attempts = (page?.events ?? []).flatMap(({ event }) =>
    readyEndpoint && isFor(readyEndpoint, event) ? [firstAttempt(readyEndpoint, event)] : [],
  );
  await queue.send(attempts);
  const isLast = page?.next === undefined;
  const isRunning =
    redeliveryId === undefined ||
    (await redeliveries.advance({ solutionProvider, endpointId }, redeliveryId, attempts.length, isLast));
  if (isRunning && !isLast) await bus.putTask({ ...range, after: page.next });
};
