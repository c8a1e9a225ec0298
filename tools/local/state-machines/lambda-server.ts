import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { GatewayEvent } from '#api/gateway-event';
import { lambdaContext, type Functions } from '../gateway/functions';
import { servedRoutes, type ServedRoute } from '../gateway/served-routes';
import { workerPrefix } from '../worker-prefix';

const path = /^\/2015-03-31\/functions\/([\w-]+)\/invocations$/;

/** What the deployment gives an operation’s function. */
const timeoutMs = 29_000;

/** For so long Lambda lets any function run. */
const longestTimeoutMs = 900_000;

const served = new Map(servedRoutes.map((one) => [one.route.id, one]));

/** AWS Lambda as far as the gateway invokes its own functions: by name, and waiting for the answer; workers, without. */
export const lambdaServer = (functions: Pick<Functions, 'of' | 'workerOf'>, prefix: string): Server =>
  createServer((request, response) => void answer(functions, prefix, request, response));

const answer = async (
  functions: Pick<Functions, 'of' | 'workerOf'>,
  prefix: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [, name = ''] = path.exec(request.url ?? '') ?? [];
  const worked = name.startsWith(workerPrefix) ? served.get(name.slice(workerPrefix.length)) : undefined;
  if (worked) {
    const event = JSON.parse(await text(request)) as unknown;
    void begun(functions, worked, name, event);
    send(response, 202, {}, undefined);
    return;
  }
  const route = name.startsWith(prefix) ? served.get(name.slice(prefix.length)) : undefined;
  if (!route) {
    send(
      response,
      404,
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
      { Message: `Function not found: ${name}` },
    );
    return;
  }
  try {
    const event = JSON.parse(await text(request)) as GatewayEvent; // The gateway’s own worker sends nothing else.
    const run = await functions.of(route);
    const result = await run(event, lambdaContext(name, event.requestContext.requestId, timeoutMs));
    send(response, 200, {}, result);
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error);
    send(response, 200, { 'x-amz-function-error': 'Unhandled' }, { errorMessage });
  }
};

/** Whatever becomes of it: nobody waits, and nothing is tried again. */
const begun = async (
  functions: Pick<Functions, 'workerOf'>,
  route: ServedRoute,
  name: string,
  event: unknown,
): Promise<void> => {
  try {
    const worker = await functions.workerOf(route);
    await worker(event, lambdaContext(name, crypto.randomUUID(), longestTimeoutMs));
  } catch (error) {
    console.error('a worker failed:', { name }, error);
  }
};

const send = (response: ServerResponse, status: number, headers: Record<string, string>, body: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(body === undefined ? undefined : JSON.stringify(body));
};
