import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem, type ProblemCode } from '#domain/problems/problems';
import { createDeadlines } from '#platform/deadlines';
import type { CrossOriginSetting } from '../../../lib/config/cross-origin';
import { answeredTo, methodNotAllowed, methodsAt, staticProblem } from '../../../lib/constructs/gateway-responses';
import { preflight, toPages, type StaticAnswer } from '../../../lib/constructs/static-answer';
import { asAnswer, functionAnswer, send, type FunctionAnswer } from './answer';
import type { Authorize } from './authorize';
import { lambdaContext, type Functions } from './functions';
import { callOf, proxyEventOf, type Call } from './proxy-event';
import { readBody } from './read-body';
import { createTurns } from '../../loopback/turns';
import type { ReferencePage } from './reference-page';
import type { Router } from './router';
import type { ServedRoute } from './served-routes';

/** A call takes a fraction of a millisecond until it waits for somebody. */
const callsPerTurn = 16;

/** API Gateway waits no longer for a function. */
const integrationTimeoutMs = 29_000;

interface GatewayParts {
  stage: string;
  mount: string;
  /** Pages that may call; absent where there are none. */
  crossOrigin: CrossOriginSetting | undefined;
  router: Router;
  authorize: Authorize;
  functions: Pick<Functions, 'of'>;
  referencePage: ReferencePage;
  /** Settles when a write may begin. */
  room: () => Promise<void>;
}

export interface Gateway {
  server: Server;
  /**
   * Takes no more connections and answers what is under way. What is not done by then is answered as what API Gateway stops
   * waiting for: its record tells how it ended.
   */
  drain(withinMs: number): Promise<void>;
}

/** API Gateway's REST proxy on this machine: route, authorizer, body, function, answer. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const turn = createTurns(callsPerTurn);
  const waits = new Set<() => void>();
  const unanswered = new Set<ServerResponse>();
  const lastAnswered = Promise.withResolvers<undefined>();
  let isDraining = false;
  const server = createServer((request, response) => {
    unanswered.add(response);
    response.once('close', () => {
      unanswered.delete(response);
      if (isDraining && unanswered.size === 0) lastAnswered.resolve(undefined);
    });
    const end = (result: FunctionAnswer, requestId: string): void => {
      if (isDraining) response.shouldKeepAlive = false;
      send(request, response, result, requestId);
    };
    void turn().then(() => answer({ ...parts, waits, end }, request, response));
  });
  server.on('clientError', refuseUnreadable);
  return {
    server,
    drain: async (withinMs) => {
      isDraining = true;
      server.close();
      if (unanswered.size === 0) return;
      await Promise.race([lastAnswered.promise, sleep(withinMs)]);
      for (const giveUp of waits) giveUp();
      await Promise.race([lastAnswered.promise, sleep(lastAnswersMs)]);
    },
  };
};

/** How long callers get to read their answers. */
const lastAnswersMs = 500;

interface CallParts extends GatewayParts {
  /** Each ends the wait for a function. */
  waits: Set<() => void>;
  end: (result: FunctionAnswer, requestId: string) => void;
}

const answer = async (parts: CallParts, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = request.url ?? '/';
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  if (parts.referencePage(path, request, response)) return;
  const below = pathBelow(parts.mount, path);
  const match = below === undefined ? undefined : parts.router(below);
  if (below === undefined || !match) {
    const requestId = randomUUID();
    const notFound = toPages(staticProblem('route-not-found', requestId), parts.crossOrigin);
    parts.end(below === undefined ? nothingThere : mocked(parts, request, notFound, requestId), requestId);
    return;
  }
  const query = queryAt === -1 ? '' : url.slice(queryAt + 1);
  const call = callOf(request, { stage: parts.stage, mount: parts.mount, path: below, match, query });
  parts.end(await answerTo(parts, call, request), call.requestId);
};

/** The path of the API’s own, from `/`; undefined beside what it is below. */
const pathBelow = (mount: string, path: string): string | undefined => {
  if (path === mount) return '/';
  return path.startsWith(`${mount}/`) ? path.slice(mount.length) : undefined;
};

/** What a mock integration answers. */
const mocked = (
  { crossOrigin }: Pick<GatewayParts, 'crossOrigin'>,
  { headers }: IncomingMessage,
  answer: StaticAnswer,
  requestId: string,
): FunctionAnswer => asAnswer(answeredTo(headers['content-type'], answer, requestId, crossOrigin), headers.origin);

/** What API Gateway answers by itself. */
const ownAnswer = (
  { crossOrigin }: Pick<GatewayParts, 'crossOrigin'>,
  code: ProblemCode,
  requestId: string,
): FunctionAnswer => asAnswer(toPages(staticProblem(code, requestId), crossOrigin));

/** What AWS answers where an API has no such stage, and a domain no such base path, in its own words. */
const nothingThere: FunctionAnswer = {
  statusCode: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ForbiddenException' },
  body: '{"message":"Forbidden"}',
};

const answerTo = async (parts: CallParts, call: Call, request: IncomingMessage): Promise<FunctionAnswer> => {
  const { match, method, requestId } = call;
  const { path, methods } = match.resource;
  const { crossOrigin } = parts;
  const taken = (): readonly string[] => methodsAt([...methods.keys()], crossOrigin);
  if (crossOrigin && method === 'OPTIONS') return mocked(parts, request, preflight(taken(), crossOrigin), requestId);
  const served = methods.get(method === 'HEAD' ? 'GET' : method);
  try {
    const authorizer = await parts.authorize(call);
    if (!served) return mocked(parts, request, toPages(methodNotAllowed(taken(), requestId), crossOrigin), requestId);
    const event = proxyEventOf(call, authorizer, await readBody(request));
    const run = await parts.functions.of(served);
    if (mayWrite(served.route)) await parts.room();
    const context = lambdaContext(served.route.id, requestId, integrationTimeoutMs);
    return functionAnswer(await withinTime(run(event, context), parts.waits));
  } catch (error) {
    if (error instanceof Problem) return ownAnswer(parts, error.code, requestId);
    console.error('a call failed:', { path, requestId }, error);
    return ownAnswer(parts, 'internal-error', requestId);
  }
};

/** AT&T has reads that are POSTs. */
const mayWrite = ({ idempotency, method }: ServedRoute['route']): boolean =>
  idempotency === undefined ? method !== 'GET' : idempotency !== 'safe';

const unlessDoneIn = createDeadlines();

const withinTime = <T>(answered: Promise<T>, waits: Set<() => void>): Promise<T> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Problem('upstream-timeout'));
    const done = unlessDoneIn(integrationTimeoutMs, giveUp);
    waits.add(giveUp);
    answered.then(resolve, reject).finally(() => {
      done();
      waits.delete(giveUp);
    });
  });

/** What is not HTTP gets a problem document as well, and its connection is closed. */
const refuseUnreadable = (_error: Error, socket: Socket): void => {
  if (!socket.writable) return;
  const { headers, body } = staticProblem('invalid-request', randomUUID());
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(
    `HTTP/1.1 400 Bad Request\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
};
