import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import { createRouter } from '../../../tools/local/gateway/router';
import { servedRoutes } from '../../../tools/local/gateway/served-routes';
import { commanded } from '../../../tools/simulator/control';
import type { JourneyClient } from '../../journeys/journey';
import { gatewayEvent } from '../gateway-event';
import { allScopes, clientId, solutionProviders } from './callers';
import type { MixedDeployment, Which } from './mixed-deployment';
import { settle } from './settle';

/** A write, and how it was answered when it was repeated under its key, by the code of each release. */
export interface Repeated {
  id: string;
  first: GatewayResponse;
  again: Record<Which, GatewayResponse>;
}

export interface CallParts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  solutionProvider?: string;
  late?: boolean;
}

const routeOf = createRouter(servedRoutes);
const routes = new Map(servedRoutes.map(({ route }) => [route.id, route]));
const baseUrl = 'http://gateway.invalid';
const simulatorUrl = 'http://simulator.invalid';

const encoded = (parameters: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, encodeURIComponent(value)]));

/** Whoever calls the deployment, and time. Before he is answered everything is done that his call leaves to be done. */
export const partnerOf = (deployment: MixedDeployment, tick: () => void) => {
  const repeated: Repeated[] = [];
  let calls = 0;
  const answered = async (id: string, call: GatewayEvent, late?: boolean): Promise<GatewayResponse> => {
    tick();
    const authorizer = await deployment.authorize();
    // API Gateway adds a member of its own, which nobody reads.
    const event = { ...call, requestContext: { ...call.requestContext, authorizer } } as GatewayEvent;
    const answer = await deployment.answer(id, event, late);
    await settle(deployment);
    const isKeyed = Object.keys(event.headers).some((name) => name.toLowerCase() === 'idempotency-key');
    if (isKeyed && !deployment.held) {
      const [before, today] = [await deployment.openedBy('before'), await deployment.openedBy('today')];
      const again = { before: await before.answer(id, event, late), today: await today.answer(id, event, late) };
      repeated.push({ id, first: answer, again });
      await settle(deployment);
    }
    return answer;
  };
  const eventOf = (id: string, { path, query, body, headers, ...parts }: CallParts): GatewayEvent => {
    const { solutionProvider = solutionProviders[0] } = parts;
    return gatewayEvent({
      method: routes.get(id)?.method ?? 'GET',
      path: encoded(path),
      ...(query && { query }),
      ...(body !== undefined && { body }),
      headers: {
        'content-type': 'application/json',
        'x-solution-provider-id': solutionProvider,
        ...headers,
      },
      caller: { clientId, solutionProviders: [...solutionProviders, solutionProvider], scopes: allScopes },
      requestId: `call-${(calls += 1)}`,
    });
  };
  const call = async (id: string, parts: CallParts = {}) => {
    const { statusCode: status, body } = await answered(id, eventOf(id, parts), parts.late);
    return { status, body: (body === '' ? {} : JSON.parse(body)) as Record<string, unknown> };
  };
  const advance = async (duration: string): Promise<void> => {
    commanded(deployment.att.simulation, 'POST clock', { query: new URLSearchParams(), body: { advance: duration } });
    await settle(deployment);
  };
  const inProcess: JourneyClient['inProcess'] = async (address, { method = 'GET', headers, body }) => {
    const url = new URL(address);
    const text = typeof body === 'string' ? body : '';
    if (url.origin === simulatorUrl) {
      const name = `${method} ${url.pathname.slice('/__sim/'.length)}`;
      const done = commanded(deployment.att.simulation, name, { query: url.searchParams, body: JSON.parse(text) });
      await settle(deployment);
      return Response.json(done);
    }
    const match = routeOf(url.pathname);
    const id = match?.resource.methods.get(method)?.route.id ?? '';
    const event = gatewayEvent({
      method,
      ...{ path: match?.parameters ?? {}, query: Object.fromEntries(url.searchParams) },
      ...(text !== '' && { body: text }),
      headers: headers as Record<string, string>,
      requestId: `call-${(calls += 1)}`,
    });
    const { statusCode, headers: said, body: answer } = await answered(id, event);
    return new Response(answer, { status: statusCode, headers: said as Record<string, string> });
  };
  const client: JourneyClient = { baseUrl, simulatorUrl, token: '', inProcess };
  return { repeated, call, eventOf, advance, client };
};
export type Partner = ReturnType<typeof partnerOf>;
