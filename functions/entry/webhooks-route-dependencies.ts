import { createEventStore, type EventStore } from '#events/event-store';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow } from '#platform/clock';
import type { Observability } from '#platform/observability';
import { createDeliveryLog, type DeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore, type EndpointStore } from '#webhooks/endpoint-store';
import { resolveByDns, type Resolve, type TargetPolicy } from '#webhooks/target';
import { taskItem, type WebhookTask } from '#webhooks/task';

/** What routes about events and webhook endpoints work with. They send nothing themselves. */
export interface WebhookRouteDependencies extends Observability {
  endpoints: EndpointStore;
  deliveries: DeliveryLog;
  events: EventStore;
  /** Leaves something for the sender to do. */
  leave: (task: WebhookTask) => Promise<void>;
  resolve: Resolve;
  policy: TargetPolicy;
  now: () => number;
}

/** The real ones, from the process’s environment. */
export const webhookRouteDependencies = (): WebhookRouteDependencies => {
  const { webhookTargets } = environment('webhookTargets');
  const table = gatewayTable();
  return {
    ...observability(),
    endpoints: createEndpointStore(table, businessNow),
    deliveries: createDeliveryLog(table),
    events: createEventStore(table, businessNow),
    leave: async (task) => {
      await table.put(taskItem(task, businessNow()));
    },
    resolve: resolveByDns,
    policy: webhookTargets,
    now: businessNow,
  };
};
