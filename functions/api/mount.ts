import type { GatewayEvent } from '#api/gateway-event';

/**
 * What stands before `/v1` in the address that was called: the stage, or the base path of a domain of the tenant’s own. Empty
 * where there is neither, and where nobody called: API Gateway alone says of the address (`requestContext.path`).
 */
export const mountOf = ({ resource, requestContext }: GatewayEvent): string => {
  // Calls of bulk writes have none, against the published type.
  const { path = '' } = requestContext as { path?: string };
  const [fixed = ''] = resource.split('{', 1);
  const mount = path.slice(0, Math.max(0, path.indexOf(fixed)));
  // `//host` would lead elsewhere.
  return /^(?:\/[^/]+)+$/.test(mount) ? mount : '';
};
