import { createEventStore } from '#events/event-store';
import type { EventBus } from '#events/event-bus';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore } from '#webhooks/endpoint-store';
import type { SenderDependencies } from '#webhooks/handle-messages';
import type { Post } from '#webhooks/post';
import type { WebhookQueue } from '#webhooks/queue';
import { createRedeliveryStore } from '#webhooks/redelivery-store';
import type { SigningSecrets } from '#webhooks/signing-secrets';
import type { Resolve, TargetPolicy } from '#webhooks/target';

/** What webhooks are sent by. */
export interface SenderPorts extends Observability {
  table: Table;
  queue: WebhookQueue;
  bus: EventBus;
  post: Post;
  resolve: Resolve;
  policy: TargetPolicy;
  signing: SigningSecrets;
  now: () => number;
  /** The real time, which signatures are dated by. */
  wireNow: () => number;
}

/** What the webhook sender works with. */
export const composeSender = (ports: SenderPorts) =>
  ({
    ...ports,
    endpoints: createEndpointStore(ports.table, ports.now, ports.signing),
    deliveries: createDeliveryLog(ports.table),
    events: createEventStore(ports.table),
    redeliveries: createRedeliveryStore(ports.table, ports.now),
  }) satisfies SenderDependencies;
