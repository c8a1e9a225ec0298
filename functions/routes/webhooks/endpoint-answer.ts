import type { RouteAnswer } from '#routes/define-route';
import { endpointVersionOf, endpointView, type Endpoint } from '#webhooks/endpoint';
import type { SigningSecrets } from '#webhooks/signing-secrets';

/** An endpoint with its version. */
export const endpointAnswer = (endpoint: Endpoint, now: number): RouteAnswer => ({
  body: endpointView(endpoint, now),
  version: endpointVersionOf(endpoint),
});

/** The same with its newest secret, as it is shown when that is made and never again. */
export const withSecret = async ({ signing, now }: Signing, endpoint: Endpoint): Promise<RouteAnswer> => {
  const [newest] = endpoint.secrets;
  const secret = newest && (await signing.open(endpoint, newest));
  return { ...endpointAnswer(endpoint, now()), body: { ...endpointView(endpoint, now()), secret } };
};

export interface Signing {
  signing: Pick<SigningSecrets, 'open'>;
  now: () => number;
}
