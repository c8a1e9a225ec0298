import type { AroundCalls } from '#api/call-dependencies';
import { callerOf, requireScope, requireUnrestricted, solutionProviderOf } from '#api/caller';
import { expectedVersionsOf, isKnownVersion } from '#api/conditional-request';
import { callIdOf, type GatewayEvent, type GatewayResponse } from '#api/gateway-event';
import { refuseIdempotencyKey } from '#api/idempotency-key';
import { isValidateOnly } from '#api/validate-only';
import { wrapped, type OperationHandler } from '#api/read-handler';
import { mountOf } from '#api/mount';
import { jsonResponse } from '#api/response';
import { withMount } from '#domain/links';
import { Problem } from '#domain/problems/problems';
import type { OwnRoute, RouteAnswer } from '#routes/define-route';

/** The handler of a route of the gateway’s own. */
export const createRouteHandler = <D>(route: OwnRoute<D>, deps: D & AroundCalls): OperationHandler =>
  wrapped(route, deps, async (event, context) => {
    const caller = callerOf(event);
    requireScope(caller, route.scope);
    const solutionProvider = solutionProviderOf(event);
    requireUnrestricted(caller, solutionProvider, false);
    const call = { event, context, caller, solutionProvider };
    if (route.method === 'GET')
      return unlessKnown(
        event,
        responseOf(route, await route.answerTo({ ...call, expectedVersions: undefined }, deps), event),
      );
    if (route.canValidate !== true && isValidateOnly(event)) throw cannotOnlyCheck();
    if (route.idempotencyKey === undefined) refuseIdempotencyKey(event);
    const expectedVersions = expectedVersionsOf(event, route.takesIfMatch === true);
    return responseOf(route, await route.answerTo({ ...call, expectedVersions }, deps), event);
  });

const cannotOnlyCheck = (): Problem =>
  new Problem('invalid-request', {
    detail: 'This route cannot only check. Nothing was done.',
    hint: 'Leave out `?validate=true` and `Prefer: handling=validate` to have it done.',
  });

const responseOf = (
  { links = [] }: Pick<OwnRoute, 'links'>,
  { status = 200, headers, version, body }: RouteAnswer,
  event: GatewayEvent,
): GatewayResponse => {
  const text = typeof body === 'string' ? body : JSON.stringify(withMount(body, mountOf(event), links));
  const response = jsonResponse(status, text, callIdOf(event));
  const etag = version === undefined ? {} : { etag: `"${version}"` };
  return { ...response, headers: { ...response.headers, ...headers, ...etag } };
};

/** The answer of a read; 304 and nothing more to a caller that has it in this version. */
const unlessKnown = (event: GatewayEvent, response: GatewayResponse): GatewayResponse => {
  const { 'content-type': _type, ...headers } = response.headers ?? {};
  const etag = headers['etag'];
  return typeof etag === 'string' && isKnownVersion(event, etag) ? { statusCode: 304, headers, body: '' } : response;
};
