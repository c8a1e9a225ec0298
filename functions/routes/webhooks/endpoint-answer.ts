import type { RouteAnswer } from '#routes/define-route';
import { endpointVersionOf, endpointView, type Endpoint } from '#webhooks/endpoint';

/** An endpoint with its version. */
export const endpointAnswer = (endpoint: Endpoint, now: number): RouteAnswer => ({
  body: endpointView(endpoint, now),
  version: endpointVersionOf(endpoint),
});

/** The same with its newest secret, as it is shown when that is made and never again. */
export const withSecret = (endpoint: Endpoint, now: number): RouteAnswer => {
  const [newest] = endpoint.secrets;
  return { ...endpointAnswer(endpoint, now), body: { ...endpointView(endpoint, now), secret: newest?.secret } };
};
