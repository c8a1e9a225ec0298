import { errorFacts, type Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';
import type { Delivery, DeliveryLog } from '#webhooks/delivery-log';
import type { DisabledReason, Endpoint } from '#webhooks/endpoint';
import type { EndpointStore } from '#webhooks/endpoint-store';
import type { DeliveryAttempt, WebhookQueue } from '#webhooks/queue';
import { waitBefore } from '#webhooks/schedule';
import { send, type SendOptions } from '#webhooks/send';

export interface DeliverOptions extends SendOptions {
  endpoints: EndpointStore;
  deliveries: DeliveryLog;
  queue: WebhookQueue;
  log: Log;
  metrics: Metrics;
  random?: () => number;
}

export const senderName = 'webhook-sender';

/**
 * Makes one attempt, has the next one made if it failed, and notes it. Whoever dies before the next one is asked for leaves
 * the attempt to be made again: a receiver may see an event twice, under one `webhook-id`, and never not at all. What cannot
 * be noted is no reason to send it again.
 * @throws Problem `service-unavailable` before anything was sent
 */
export const deliver = async (options: DeliverOptions, attempt: DeliveryAttempt): Promise<void> => {
  const { endpoints, now, wireNow } = options;
  const endpoint = await endpoints.find(attempt.solutionProvider, attempt.endpointId);
  if (!endpoint) return;
  const startedAt = new Date(now()).toISOString();
  if (!endpoint.enabled) return note(options, attempt, { at: startedAt, outcome: 'not-sent' });
  const sentAtMs = wireNow();
  const result = await send(options, endpoint, attempt.event);
  const made = { at: startedAt, durationMs: wireNow() - sentAtMs, ...result };
  if (result.failure === undefined) {
    await note(options, attempt, { ...made, outcome: 'delivered' });
    return kept(options, attempt, () => endpoints.clearFailing(endpoint));
  }
  return failed(options, endpoint, { ...attempt, firstAttemptAt: attempt.firstAttemptAt ?? startedAt }, made);
};

type Made = Pick<Delivery, 'at' | 'durationMs' | 'failure' | 'status' | 'sentTo' | 'atUrl'>;

const failed = async (
  options: DeliverOptions,
  endpoint: Endpoint,
  attempt: DeliveryAttempt & { firstAttemptAt: string },
  made: Made,
): Promise<void> => {
  const { endpoints, queue, random } = options;
  const wait = made.failure === 'gone' ? undefined : waitBefore(attempt.attempt + 1, random);
  if (wait !== undefined) {
    await queue.send([{ ...attempt, attempt: attempt.attempt + 1, waitSeconds: wait }]);
    await note(options, attempt, { ...made, outcome: 'failed', nextAttemptAfterSeconds: Math.round(wait) });
    return kept(options, attempt, () => endpoints.markFailing(endpoint, made.at));
  }
  await note(options, attempt, { ...made, outcome: 'exhausted' });
  // Days of attempts, and nothing else got through in the meantime either.
  const since = endpoint.failingSince;
  const isDead = since !== undefined && since <= attempt.firstAttemptAt;
  if (made.failure === 'gone' || isDead)
    await kept(options, attempt, () => disable(options, endpoint, made.failure === 'gone' ? 'gone' : 'failing'));
};

/** What the sender keeps book of; an attempt that was made is made, whether that can be written or not. */
const kept = async (
  { log }: DeliverOptions,
  { endpointId, solutionProvider, event, attempt }: DeliveryAttempt,
  work: () => Promise<unknown>,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const facts = { endpointId, solutionProvider, eventId: event.id, attempt };
    log.warn('webhook-not-noted', { ...facts, ...errorFacts(error) });
  }
};

const disable = async (options: DeliverOptions, endpoint: Endpoint, reason: DisabledReason): Promise<void> => {
  const { endpoints, log, metrics } = options;
  if (!(await endpoints.disable(endpoint, reason))) return;
  const { id, solutionProvider } = endpoint;
  log.warn('webhook-endpoint-disabled', { endpointId: id, solutionProvider, failure: reason });
  metrics.emit({ operation: senderName, solutionProvider }, { WebhookEndpointsDisabled: 1 });
};

const note = async (
  options: DeliverOptions,
  delivery: DeliveryAttempt,
  made: Omit<Delivery, 'eventId' | 'eventType' | 'attempt'>,
): Promise<void> => {
  const { deliveries, log, metrics } = options;
  const { endpointId, solutionProvider, event, attempt } = delivery;
  await kept(options, delivery, () =>
    deliveries.add(endpointId, { eventId: event.id, eventType: event.type, attempt, ...made }),
  );
  const { outcome, status, failure, durationMs, sentTo } = made;
  log.info('webhook-attempted', {
    endpointId,
    solutionProvider,
    eventId: event.id,
    eventType: event.type,
    attempt,
    outcome,
    ...(status !== undefined && { upstreamStatus: status }),
    ...(failure !== undefined && { failure }),
    ...(durationMs !== undefined && { durationMs }),
    ...(sentTo !== undefined && { sentTo }),
  });
  if (outcome === 'not-sent') return;
  const metric = outcome === 'delivered' ? { WebhooksDelivered: 1 } : { WebhookFailures: 1 };
  metrics.emit({ operation: senderName, solutionProvider }, metric);
};
