import { timestampOf } from '#domain/timestamp';
import type { DeliverOptions } from '#webhooks/deliver-options';
import { isReady, type DisabledReason, type Endpoint } from '#webhooks/endpoint';
import { kept, note, senderName, type Made } from '#webhooks/note-delivery';
import type { DeliveryAttempt } from '#webhooks/queue';
import { waitBefore } from '#webhooks/schedule';
import { send } from '#webhooks/send';
import { verify } from '#webhooks/verify';

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
  if (attempt.verifies) return verify(options, endpoint, attempt, attempt.verifies);
  const startedAt = timestampOf(now());
  if (!isReady(endpoint)) return note(options, attempt, { at: startedAt, outcome: 'not-sent' });
  const sentAtMs = wireNow();
  const result = await send(options, endpoint, attempt.event);
  const made = { at: startedAt, durationMs: wireNow() - sentAtMs, ...result };
  if (result.failure === undefined) {
    await note(options, attempt, { ...made, outcome: 'delivered' });
    await kept(options, attempt, () => endpoints.clearFailing(endpoint));
  } else await failed(options, endpoint, { ...attempt, firstAttemptAt: attempt.firstAttemptAt ?? startedAt }, made);
  return kept(options, attempt, () => endpoints.reseal(endpoint));
};

const failed = async (
  options: DeliverOptions,
  endpoint: Endpoint,
  attempt: DeliveryAttempt & { firstAttemptAt: string },
  made: Omit<Made, 'outcome'>,
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

const disable = async (options: DeliverOptions, endpoint: Endpoint, reason: DisabledReason): Promise<void> => {
  const { endpoints, log, metrics } = options;
  if (!(await endpoints.disable(endpoint, reason))) return;
  const { id, solutionProvider } = endpoint;
  log.warn('webhook-endpoint-disabled', { endpointId: id, solutionProvider, failure: reason });
  metrics.emit({ operation: senderName, solutionProvider }, { WebhookEndpointsDisabled: 1 });
};
