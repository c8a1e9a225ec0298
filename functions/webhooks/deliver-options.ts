import type { Observability } from '#platform/observability';
import type { DeliveryLog } from '#webhooks/delivery-log';
import type { EndpointStore } from '#webhooks/endpoint-store';
import type { WebhookQueue } from '#webhooks/queue';
import type { SendOptions } from '#webhooks/send';

/** What an attempt to deliver is made with. */
export interface DeliverOptions extends SendOptions, Observability {
  endpoints: EndpointStore;
  deliveries: DeliveryLog;
  queue: WebhookQueue;
  random?: () => number;
}
