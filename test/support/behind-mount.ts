import { bulkCallOf } from '#api/caller';
import type { GatewayResponse } from '#api/gateway-event';
import type { OperationHandler } from '#api/read-handler';
import { createRouter } from '../../tools/local/gateway/router';
import { servedRoutes } from '../../tools/local/gateway/served-routes';
import { calledAt, filled } from './gateway-event';

const host = 'https://gateway.example.com';
const mount = '/uat';

/** A JSON text, a CSV cell or a header that is nothing but a path of the gateway’s. */
const links = /(?<=^|["\r\n,])(?:\/[\w-]+)*\/v1\/[^"\s,]*(?=$|["\r\n,])/g;

const routeOf = createRouter(servedRoutes);

/** @throws when a client that resolves the link against the address it called comes to where nothing answers */
const follow = (link: string, calledPath: string): string => {
  const { origin, pathname, search } = new URL(link, `${host}${calledPath}`);
  const own = pathname.slice(mount.length);
  if (origin !== host || !pathname.startsWith(`${mount}/`) || !routeOf(own))
    throw new Error(`${link}, in an answer at ${calledPath}, leads to ${origin}${pathname}, where nothing answers.`);
  return own + search;
};

/**
 * The handler, called at a stage as API Gateway calls it. Every link it answers is followed; the test gets it without the stage.
 * Calls of bulk writes come from no address.
 */
export const behindMount =
  (handler: OperationHandler): OperationHandler =>
  async (event, context) => {
    if (bulkCallOf(event)) return handler(event, context);
    const path = mount + filled(event.resource, event.pathParameters as Record<string, string>);
    return followed(await handler(calledAt(event, path), context), path);
  };

const followed = ({ headers = {}, body, ...rest }: GatewayResponse, path: string): GatewayResponse => ({
  ...rest,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(links, (link) => follow(link, path)) : value,
    ]),
  ),
  body: body.replace(links, (link) => follow(link, path)),
});
