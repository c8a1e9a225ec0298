import { endpointView, type Endpoint } from '#webhooks/endpoint';

/** An endpoint with its newest secret, as it is shown when that is made and never again. */
export const withSecret = (endpoint: Endpoint, now: number): object => {
  const [newest] = endpoint.secrets;
  return { ...endpointView(endpoint, now), secret: newest?.secret };
};
