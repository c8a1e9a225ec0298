import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from './read-body';

const path = /^\/pushes\/([^/?]+)$/;

const answerSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string(),
});

/** The HTTP API that AT&T pushes to: one route, and no authorizer. @param receive the function behind it */
export const createPushApi = (receive: (event: unknown) => Promise<unknown>): Server =>
  createServer((request, response) => void answer(receive, request, response));

const answer = async (
  receive: (event: unknown) => Promise<unknown>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [, solutionProvider] = path.exec(request.url ?? '') ?? [];
  if (solutionProvider === undefined || request.method !== 'POST') {
    send(response, 404, 'Not Found');
    return;
  }
  try {
    const { statusCode, headers, body } = answerSchema.parse(await receive(await eventOf(request, solutionProvider)));
    response.writeHead(statusCode, headers).end(body);
  } catch (error) {
    console.error('a push failed:', error);
    send(response, 500, 'Internal Server Error');
  }
};

const eventOf = async (request: IncomingMessage, solutionProvider: string): Promise<object> => ({
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join()])),
  pathParameters: { solutionProvider: decodeURIComponent(solutionProvider) },
  requestContext: { http: { sourceIp: request.socket.remoteAddress ?? '' } },
  body: await readBody(request),
});

const send = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
};
