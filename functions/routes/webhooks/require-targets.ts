import { Problem } from '#domain/problems/problems';
import type { EndpointUrl } from '#webhooks/delivery-log';
import { checkedTarget, TargetRefusal, type Resolve, type TargetPolicy } from '#webhooks/target';

/** What tells where webhooks may be sent. */
export interface WebhookTargets {
  resolve: Resolve;
  policy: TargetPolicy;
}

/** @param urls as the caller sent them, by member @throws Problem `invalid-request` when webhooks may not be sent to one */
export const requireTargets = async (
  { policy, resolve }: WebhookTargets,
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
