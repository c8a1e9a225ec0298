import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { Delivery, DeliveryLog } from '#webhooks/delivery-log';
import type { DeliveryAttempt } from '#webhooks/queue';

export const senderName = 'webhook-sender';

/** What came of an attempt, as the log of deliveries has it. */
export type Made = Omit<Delivery, 'eventId' | 'eventType' | 'attempt'>;

/** What the sender keeps book of; an attempt that was made is made, whether that can be written or not. */
export const kept = async (
  { log }: Pick<Observability, 'log'>,
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

/** Notes an attempt in the log of deliveries, and in the log. */
export const note = async (
  options: Pick<Observability, 'log'> & { deliveries: DeliveryLog },
  delivery: DeliveryAttempt,
  made: Made,
): Promise<void> => {
  const { deliveries, log } = options;
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
};
