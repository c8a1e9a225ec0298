import type { MiddlewareObj } from '@middy/core';
import { callerOf } from '#api/caller';
import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import type { WindowStanding } from '#api/window-standing';
import { Problem } from '#domain/problems/problems';

type Middleware = MiddlewareObj<GatewayEvent, GatewayResponse>;

/**
 * Refuses a call too many of its client before anything of it is read, and tells every answer what is left, both as the authorizer
 * has counted it. What is not counted (calls of bulk writes, which are the gateway’s own) is neither refused nor told of.
 * @throws Problem `client-limit-reached`, `unauthorized`
 */
export const limitClients = (): Middleware => {
  const standings = new WeakMap<GatewayEvent, readonly WindowStanding[]>();
  const told: Middleware['after'] = ({ event, response }) => {
    const standing = standings.get(event);
    if (response && standing) response.headers = { ...response.headers, ...headersOf(standing) };
  };
  return {
    before: ({ event }) => {
      const { standing } = callerOf(event);
      if (!standing) return;
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
