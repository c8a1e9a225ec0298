import type { Log } from '#runtime/log';
import type { Metrics } from '#runtime/metrics';
import type { Delivery, DeliveryLog, Failure } from '#webhooks/delivery-log';
import { secretsInUse, type DisabledReason, type Endpoint } from '#webhooks/endpoint';
import type { EndpointStore } from '#webhooks/endpoint-store';
import type { Post } from '#webhooks/post';
import type { Attempt, WebhookQueue } from '#webhooks/queue';
import { waitBefore } from '#webhooks/schedule';
import { signatureHeaders } from '#webhooks/secret';
import { checkedTarget, TargetRefusal, type Resolve, type TargetPolicy } from '#webhooks/target';

export interface DeliverOptions {
  endpoints: EndpointStore;
  deliveries: DeliveryLog;
  queue: WebhookQueue;
  post: Post;
  resolve: Resolve;
  policy: TargetPolicy;
  log: Log;
  metrics: Metrics;
  now: () => number;
  random?: () => number;
}

export const senderName = 'webhook-sender';

/**
 * Makes one attempt, notes it, and has the next one made if it failed. Whoever dies on the way leaves the attempt to be
 * made again: a receiver may see an event twice, under one `webhook-id`, and never not at all.
 */
export const deliver = async (options: DeliverOptions, attempt: Attempt): Promise<void> => {
  const { endpoints, now } = options;
  const endpoint = await endpoints.find(attempt.solutionProvider, attempt.endpointId);
  if (!endpoint) return;
  const startedAt = new Date(now()).toISOString();
  if (!endpoint.enabled) return note(options, attempt, { at: startedAt, outcome: 'not-sent' });
  const result = await resultOf(options, endpoint, attempt);
  const made = { at: startedAt, durationMs: now() - Date.parse(startedAt), ...result };
  if (result.failure === undefined) {
    await note(options, attempt, { ...made, outcome: 'delivered' });
    return endpoints.clearFailing(endpoint);
  }
  return failed(options, endpoint, { ...attempt, firstAttemptAt: attempt.firstAttemptAt ?? startedAt }, made);
};

interface Result {
  failure?: Failure;
  status?: number;
}

const resultOf = async (options: DeliverOptions, endpoint: Endpoint, { event }: Attempt): Promise<Result> => {
  const { post, resolve, policy, now } = options;
  try {
    const target = await checkedTarget(endpoint.url, policy, resolve);
    const body = JSON.stringify(event);
    const message = { id: event.id, timestamp: Math.floor(now() / 1000), body };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'att-partner-gateway-webhooks/1',
      ...signatureHeaders(secretsInUse(endpoint, now()), message),
    };
    const answer = await post(target, { headers, body });
    return 'status' in answer ? judged(answer.status) : answer;
  } catch (error) {
    if (!(error instanceof TargetRefusal)) throw error;
    return { failure: error.isNameless ? 'not-found' : 'not-public' };
  }
};

const judged = (status: number): Result => {
  if (status >= 200 && status < 300) return { status };
  if (status >= 300 && status < 400) return { status, failure: 'redirect' };
  return { status, failure: status === 410 ? 'gone' : 'status' };
};

type Made = Pick<Delivery, 'at' | 'durationMs' | 'failure' | 'status'>;

const failed = async (
  options: DeliverOptions,
  endpoint: Endpoint,
  attempt: Attempt & { firstAttemptAt: string },
  made: Made,
): Promise<void> => {
  const { endpoints, queue, random } = options;
  const wait = made.failure === 'gone' ? undefined : waitBefore(attempt.attempt + 1, random);
  if (wait !== undefined) {
    await note(options, attempt, { ...made, outcome: 'failed', nextAttemptAfterSeconds: Math.round(wait) });
    await endpoints.markFailing(endpoint, made.at);
    return queue.send([{ ...attempt, attempt: attempt.attempt + 1, waitSeconds: wait }]);
  }
  await note(options, attempt, { ...made, outcome: 'exhausted' });
  if (made.failure === 'gone') return disable(options, endpoint, 'gone');
  // Days of attempts, and nothing else got through in the meantime either.
  const since = endpoint.failingSince;
  if (since !== undefined && since <= attempt.firstAttemptAt) await disable(options, endpoint, 'failing');
};

const disable = async (options: DeliverOptions, endpoint: Endpoint, reason: DisabledReason): Promise<void> => {
  const { endpoints, log, metrics } = options;
  if (!(await endpoints.disable(endpoint, reason))) return;
  const { id, solutionProvider } = endpoint;
  log.warn('webhook-endpoint-disabled', { endpointId: id, solutionProvider, failure: reason });
  metrics.emit({ operation: senderName, solutionProvider }, { WebhookEndpointsDisabled: 1 });
};

const note = async (
  { deliveries, log, metrics }: DeliverOptions,
  { endpointId, solutionProvider, event, attempt }: Attempt,
  made: Omit<Delivery, 'eventId' | 'eventType' | 'attempt'>,
): Promise<void> => {
  await deliveries.add(endpointId, { eventId: event.id, eventType: event.type, attempt, ...made });
  const { outcome, status, failure, durationMs } = made;
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
  });
  if (outcome === 'not-sent') return;
  const metric = outcome === 'delivered' ? { WebhooksDelivered: 1 } : { WebhookFailures: 1 };
  metrics.emit({ operation: senderName, solutionProvider }, metric);
};
