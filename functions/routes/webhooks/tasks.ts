import { endpointUrls } from '#webhooks/delivery-log';
import { verificationAt, type Endpoint } from '#webhooks/endpoint';
import { endpointEvent } from '#webhooks/endpoint-event';
import type { TakeSend } from '#webhooks/send-budget';
import type { WebhookTask } from '#webhooks/task';

/** How routes have something sent: they send nothing themselves. */
export interface Tasks {
  /** Leaves something for the sender to do. */
  leave: (task: WebhookTask) => Promise<void>;
  /** @throws Problem `webhook-sending-limit` */
  takeSend: TakeSend;
}

/** Has the URLs of an endpoint asked that still may answer. */
export const challengePending = async (
  { leave, now }: Pick<Tasks, 'leave'> & { now: () => number },
  endpoint: Endpoint,
): Promise<void> => {
  for (const verifies of endpointUrls) {
    if (endpoint[verificationAt[verifies]] !== 'pending') continue;
    const event = endpointEvent('webhook-endpoint.verification', endpoint, now());
    await leave({ event, endpointId: endpoint.id, verifies });
  }
};
