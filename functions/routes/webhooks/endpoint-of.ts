import { Problem } from '#domain/problems/problems';
import { isReady, type Endpoint } from '#webhooks/endpoint';
import type { EndpointStore } from '#webhooks/endpoint-store';

export interface Endpoints {
  endpoints: Pick<EndpointStore, 'find'>;
}

/** @throws Problem `webhook-endpoint-not-found` */
export const endpointOf = async ({ endpoints }: Endpoints, solutionProvider: string, id: string): Promise<Endpoint> => {
  const endpoint = await endpoints.find(solutionProvider, id);
  if (!endpoint) throw new Problem('webhook-endpoint-not-found');
  return endpoint;
};

/** One that is sent events. @throws Problem `webhook-endpoint-not-found`, `webhook-endpoint-disabled`, `webhook-endpoint-unverified` */
export const readyEndpointOf = async (...call: Parameters<typeof endpointOf>): Promise<Endpoint> => {
  const endpoint = await endpointOf(...call);
  if (!endpoint.enabled) throw new Problem('webhook-endpoint-disabled');
  if (!isReady(endpoint)) throw new Problem('webhook-endpoint-unverified');
  return endpoint;
};
