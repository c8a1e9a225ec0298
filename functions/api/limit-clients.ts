import type { MiddlewareObj } from '@middy/core';
import { bulkCallOf, callerOf } from '#api/caller';
import type { ClientLimiter, WindowStanding } from '#api/client-limiter';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';

type Middleware = MiddlewareObj<GatewayEvent, GatewayResponse>;

/** What handlers are given that clients call. */
export interface Limiting {
  /** Absent where clients are not limited. */
  limiter?: ClientLimiter | undefined;
}

/**
 * Counts a call for its client before anything of it is read, and tells every answer what is left. Calls of bulk writes are
 * the gateway’s own and are not counted.
 * @throws Problem `client-limit-reached`, `unauthorized`
 */
export const limitClients = ({ limiter }: Limiting): Middleware[] => (limiter ? [limitedBy(limiter)] : []);

const limitedBy = (limiter: ClientLimiter): Middleware => {
  const standings = new WeakMap<GatewayEvent, readonly WindowStanding[]>();
  const told: Middleware['after'] = ({ event, response }) => {
    const standing = standings.get(event) ?? [];
    if (response && standing.length > 0) response.headers = { ...response.headers, ...headersOf(standing) };
  };
  return {
    before: async ({ event }) => {
      if (bulkCallOf(event)) return;
      const standing = await limiter(callerOf(event));
      standings.set(event, standing);
      const over = standing.filter(({ left }) => left < 0);
      if (over.length > 0) throw limitReached(over);
    },
    after: told,
    onError: told,
  };
};

const limitReached = (over: readonly WindowStanding[]): Problem =>
  new Problem('client-limit-reached', {
    detail: over.map(({ quota, seconds }) => `The client has ${quota} calls in ${seconds} seconds.`).join(' '),
    retryAfterSeconds: Math.max(...over.map(({ resetSeconds }) => resetSeconds)),
  });

/** As draft-ietf-httpapi-ratelimit-headers has them. */
const headersOf = (standing: readonly WindowStanding[]): Record<string, string> => ({
  'ratelimit-policy': standing.map(({ name, quota, seconds }) => `"${name}";q=${quota};w=${seconds}`).join(', '),
  ratelimit: standing
    .map(({ name, left, resetSeconds }) => `"${name}";r=${Math.max(0, left)};t=${resetSeconds}`)
    .join(', '),
});
