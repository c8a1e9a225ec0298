import { createEventStore, type EventStore } from '#events/event-store';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow } from '#platform/clock';
import type { Observability } from '#platform/observability';
import { Problem } from '#domain/problems/problems';
import { createDeliveryLog, type DeliveryLog, type EndpointUrl } from '#webhooks/delivery-log';
import type { Endpoint } from '#webhooks/endpoint';
import { createEndpointStore, type EndpointStore } from '#webhooks/endpoint-store';
import { checkedTarget, resolveByDns, TargetRefusal, type Resolve, type TargetPolicy } from '#webhooks/target';
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

/** @throws Problem `webhook-endpoint-not-found` */
export const endpointOf = async (
  { endpoints }: Pick<WebhookRouteDependencies, 'endpoints'>,
  solutionProvider: string,
  id: string,
): Promise<Endpoint> => {
  const endpoint = await endpoints.find(solutionProvider, id);
  if (!endpoint) throw new Problem('webhook-endpoint-not-found');
  return endpoint;
};

/** @throws Problem `webhook-endpoint-not-found`, `webhook-endpoint-disabled` */
export const enabledEndpointOf = async (...call: Parameters<typeof endpointOf>): Promise<Endpoint> => {
  const endpoint = await endpointOf(...call);
  if (!endpoint.enabled) throw new Problem('webhook-endpoint-disabled');
  return endpoint;
};

/** @param urls as the caller sent them, by member @throws Problem `invalid-request` when webhooks may not be sent to one */
export const requireTargets = async (
  { policy, resolve }: Pick<WebhookRouteDependencies, 'policy' | 'resolve'>,
  urls: Partial<Record<EndpointUrl, string | null | undefined>>,
): Promise<void> => {
  for (const [member, url] of Object.entries(urls)) {
    if (typeof url !== 'string') continue;
    try {
      await checkedTarget(url, policy, resolve);
    } catch (error) {
      if (!(error instanceof TargetRefusal)) throw error;
      throw new Problem('invalid-request', { errors: [{ pointer: `/${member}`, detail: error.reason }] });
    }
  }
};
