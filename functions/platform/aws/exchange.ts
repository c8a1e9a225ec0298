import { Agent as HttpAgent, request as send, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { wholeOf } from '#platform/chunks';
import { createDeadlines, type UnlessDoneIn } from '#platform/deadlines';
import { headerLinesOf } from '#platform/header-lines';
import { httpsAgent } from '#platform/https-agent';

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface TimeLimits {
  /** For a connection to stand, in milliseconds. */
  connectMs: number;
  /** For the whole answer to be there. */
  requestMs: number;
}

/** What is posted. */
export interface Post {
  /** From the root of the host. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Posts over a kept connection and reads the whole answer.
 * @throws Error named `TimeoutError` when a limit passes or the connection breaks: the request may have been carried out
 */
export type Exchange = (post: Post, limits: TimeLimits) => Promise<HttpAnswer>;

/** As many connections at once as the SDK keeps. */
const maxSockets = 50;

export const createExchange = ({ protocol, hostname, port, host }: URL): Exchange => {
  const agent = protocol === 'https:' ? httpsAgent({ maxSockets }) : new HttpAgent({ keepAlive: true, maxSockets });
  const unlessDoneIn = createDeadlines();
  // An address of version 6 has brackets in a URL alone. `https.request` would copy all of it once more to say what the agent says.
  const to = { protocol, host: hostname.replace(/^\[|\]$/g, ''), port, method: 'POST', agent };
  return ({ path, headers, body }, limits) =>
    new Promise((resolve, reject) => {
      const outgoing = send({ ...to, path, headers: headerLinesOf(headers, body, host) }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', (error) => reject(named(error)));
        incoming.on('end', () => {
          const text = wholeOf(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
      });
      outgoing.on('error', (error) => reject(named(error)));
      limit(outgoing, limits, unlessDoneIn);
      outgoing.end(body);
    });
};

const limit = (outgoing: ClientRequest, { connectMs, requestMs }: TimeLimits, unlessDoneIn: UnlessDoneIn): void => {
  const giveUp = (what: string, ms: number): (() => void) =>
    unlessDoneIn(ms, () => outgoing.destroy(timeoutError(`There was no ${what} within ${ms} ms.`)));
  const answered = giveUp('answer', requestMs);
  // A kept connection has been taken by now.
  const connected = outgoing.reusedSocket ? undefined : giveUp('connection', connectMs);
  if (connected)
    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
  outgoing.on('close', () => {
    connected?.();
    answered();
  });
};

const timeoutError = (message: string): Error =>
  Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' });

/** The SDK gives connections that broke the same name. */
const broken: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const named = (error: NodeJS.ErrnoException): Error =>
  broken.has(error.code) ? Object.assign(error, { name: 'TimeoutError' }) : error;
