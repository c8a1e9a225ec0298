import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '#operations/define-operation';
import { Problem } from '#runtime/problems';
import { functionAnswer, problemAnswer, send, type FunctionAnswer } from './answer';
import type { Authorize } from './authorize';
import { lambdaContext, type Functions } from './functions';
import { callOf, proxyEventOf, type Call } from './proxy-event';
import { readBody } from './read-body';
import type { ReferencePage } from './reference-page';
import type { Match, Router } from './router';

/** API Gateway waits no longer for a function. */
const integrationTimeoutMs = 29_000;

interface GatewayParts {
  router: Router;
  authorize: Authorize;
  functions: Pick<Functions, 'operation'>;
  referencePage: ReferencePage;
}

/** API Gateway's REST proxy on this machine: route, authorizer, body, function, answer. */
export const createGateway = (parts: GatewayParts): Server => {
  const server = createServer((request, response) => {
    void answer(parts, request, response);
  });
  server.on('clientError', refuseUnreadable);
  return server;
};

const answer = async (parts: GatewayParts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = request.url ?? '/';
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  if (parts.referencePage(path, request, response)) return;
  const match = parts.router(path);
  if (!match) {
    const requestId = randomUUID();
    send(request, response, problemAnswer(new Problem('route-not-found'), requestId), requestId);
    return;
  }
  const call = callOf(request, path, queryAt === -1 ? '' : url.slice(queryAt + 1), match);
  send(request, response, await answerTo(parts, call, request), call.requestId);
};

const answerTo = async (parts: GatewayParts, call: Call, request: IncomingMessage): Promise<FunctionAnswer> => {
  const operation = operationOf(call.match, call.method);
  if (!operation) return otherMethod(call);
  try {
    const authorizer = await parts.authorize(call);
    const event = proxyEventOf(call, authorizer, await readBody(request));
    const run = await parts.functions.operation(operation.id);
    const context = lambdaContext(operation.id, call.requestId, integrationTimeoutMs);
    return functionAnswer.parse(await withinTime(run(event, context)));
  } catch (error) {
    if (!(error instanceof Problem))
      console.error('a call failed:', { operation: operation.id, requestId: call.requestId }, error);
    return problemAnswer(error, call.requestId);
  }
};

const operationOf = ({ route }: Match, method: string): Operation | undefined =>
  Object.values(route.operations).find((operation) => operation.method === method);

const otherMethod = ({ match, method, requestId }: Call): FunctionAnswer => {
  const allow = Object.keys(match.route.operations).toSorted().join(', ');
  if (method === 'OPTIONS') return { statusCode: 204, headers: { allow }, body: '' };
  return problemAnswer(new Problem('method-not-allowed'), requestId, { allow });
};

const withinTime = async <T>(answered: Promise<T>): Promise<T> => {
  const timer = new AbortController();
  const timeout = sleep(integrationTimeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new Problem('upstream-timeout');
  });
  try {
    return await Promise.race([answered, timeout]);
  } finally {
    timer.abort();
    timeout.catch(() => undefined);
  }
};

/** What is not HTTP gets a problem document as well, and its connection is closed. */
const refuseUnreadable = (_error: Error, socket: Socket): void => {
  if (!socket.writable) return;
  const { headers, body } = problemAnswer(
    new Problem('invalid-request', {
      detail: 'The request is not readable as HTTP/1.1, or its headers are too large.',
    }),
    randomUUID(),
  );
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(
    `HTTP/1.1 400 Bad Request\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
};
