import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { GatewayEvent } from '#api/gateway-event';
import { routeGroups } from '#routes/registry';
import { lambdaContext, type Functions } from '../gateway/functions';
import { servedRoutes } from '../gateway/served-routes';

const path = /^\/2015-03-31\/functions\/([\w-]+)\/invocations$/;

/** What the deployment gives an operation’s function. */
const timeoutMs = 29_000;

/** For so long Lambda lets any function run. */
const longestTimeoutMs = 900_000;

const served = new Map(servedRoutes.map((one) => [one.route.id, one]));

/** A function of own routes finds by itself which of them is called, so any of them leads to it. */
const serving = new Map(routeGroups.map(({ id, routes: [first] }) => [id as string, served.get(first.id)]));

type Invoked = (event: unknown) => Promise<unknown>;

export interface Invocable {
  /** Of routes, which the gateway’s worker invokes too. */
  functions: Pick<Functions, 'of' | 'workerOf'>;
  /** Those that no route leads to, by id. */
  background: Readonly<Record<string, Invoked>>;
  /** What names of functions have before the id. */
  prefix: string;
  /** The same of workers, of writes that AT&T may answer late. */
  workerPrefix: string;
}

/** AWS Lambda as far as the gateway’s functions and its operators invoke functions: by name, waiting for the answer or not. */
export const lambdaServer = (invocable: Invocable): Server =>
  createServer((request, response) => void answer(invocable, request, response));

const answer = async (invocable: Invocable, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, name = ''] = path.exec(request.url ?? '') ?? [];
  const invoked = functionOf(invocable, name);
  if (!invoked) {
    send(
      response,
      404,
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
      { Message: `Function not found: ${name}` },
    );
    return;
  }
  try {
    const event: unknown = JSON.parse(await text(request));
    if (request.headers['x-amz-invocation-type'] === 'Event') {
      response.writeHead(202).end();
      void invoked(event).catch((error: unknown) => console.error(`${name} failed:`, error));
      return;
    }
    send(response, 200, {}, await invoked(event));
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error);
    send(response, 200, { 'x-amz-function-error': 'Unhandled' }, { errorMessage });
  }
};

const functionOf = (invocable: Invocable, name: string): Invoked | undefined => {
  const { functions, background, prefix, workerPrefix } = invocable;
  const written = name.startsWith(workerPrefix) ? served.get(name.slice(workerPrefix.length)) : undefined;
  if (written) {
    return async (event) => {
      const work = await functions.workerOf(written);
      return work(event, lambdaContext(name, crypto.randomUUID(), longestTimeoutMs));
    };
  }
  if (!name.startsWith(prefix)) return undefined;
  const id = name.slice(prefix.length);
  const route = served.get(id) ?? serving.get(id);
  if (!route) return background[id];
  return async (event) => {
    const call = event as GatewayEvent; // The gateway’s own worker, and operators’ command line, send nothing else.
    const run = await functions.of(route);
    return run(call, lambdaContext(name, call.requestContext.requestId, timeoutMs));
  };
};

const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
