import { endpointUrls } from '#webhooks/delivery-log';
import type { Endpoint } from '#webhooks/endpoint';
import type { EndpointStore } from '#webhooks/endpoint-store';

/** The endpoint as it is once its URLs have answered their challenges. */
export const verified = async (
  endpoints: Pick<EndpointStore, 'find' | 'markVerification'>,
  endpoint: Endpoint,
): Promise<Endpoint> => {
  for (const which of endpointUrls) {
    if (endpoint[which] !== undefined) await endpoints.markVerification(endpoint, which, 'verified');
  }
  return (await endpoints.find(endpoint.solutionProvider, endpoint.id)) ?? endpoint;
};
