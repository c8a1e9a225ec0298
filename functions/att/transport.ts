import { Agent as HttpAgent, request as send, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { withoutByteOrderMark } from '#domain/byte-order-mark';
import { remembered } from '#domain/remembered';
import { wholeOf } from '#platform/chunks';
import { createDeadlines, type UnlessDoneIn } from '#platform/deadlines';
import { headerLinesOf } from '#platform/header-lines';
import { httpsAgent, namedByHost } from '#platform/https-agent';

/** Lambda hands on at most 6 MB, as JSON, in which every quote takes two bytes. AT&T's documented answers are a few kilobytes. */
const maximumAnswerBytes = 3 * 1_048_576;

/** Connections idle for longer are dropped, before the far side is likely to: a request on a dead one would end as `unknown`. */
const mostIdleMs = 4_000;
/** A request takes a while to arrive: so much earlier than the far side says. As Node.js has it. */
const arrivalMs = 1_000;

export interface WireRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

/** What AT&T says of an answer besides, as far as anything depends on it. */
const answerHeaders = ['content-type', 'retry-after'] as const;
type AnswerHeader = (typeof answerHeaders)[number];

export interface WireAnswer {
  status: number;
  /** Those that anything is read of. */
  headers: Partial<Record<AnswerHeader, string>>;
  text: string;
}

/**
 * Why no answer arrived. `mayHaveArrived` is the question everything else hangs on: false only when not one byte of the
 * request can have reached AT&T.
 */
export class TransportError extends Error {
  /** What had arrived of an answer by then, where anything had. */
  readonly received: WireAnswer | undefined;

  constructor(
    readonly failure: 'connect' | 'reset' | 'timeout' | 'truncated' | 'too-large',
    readonly mayHaveArrived: boolean,
    { received, ...options }: ErrorOptions & { received?: WireAnswer | undefined } = {},
  ) {
    super(failure, options);
    this.name = 'TransportError';
    this.received = received;
  }
}

/** Sends one request and reads the whole answer, or fails with a TransportError by `deadlineMs` from now at the latest. */
export type Transport = (request: WireRequest, deadlineMs: number) => Promise<WireAnswer>;

export const createTransport = (now: () => number): Transport => {
  const agents = { 'http:': namedByHost(new HttpAgent({ keepAlive: true })), 'https:': httpsAgent() };
  const unlessDoneIn = createDeadlines();
  const usableUntilMs = new WeakMap<Duplex, number>();
  // Before the answer is handed on: Lambda may freeze the process before the agent says that the connection is free.
  const answered = ({ socket, keptForMs }: Answered): void => void usableUntilMs.set(socket, now() + keptForMs);
  // By the clock, when the next is wanted: no timer fires in a frozen process.
  const dropIdle = ({ freeSockets }: HttpAgent): void => {
    for (const name in freeSockets)
      for (const socket of freeSockets[name] ?? []) if (now() > (usableUntilMs.get(socket) ?? 0)) socket.destroy();
  };
  return async (request, deadlineMs) => {
    const target = targetOf(request.url);
    const agent = target.protocol === 'https:' ? agents['https:'] : agents['http:'];
    dropIdle(agent);
    return exchange(request, target, { agent, unlessDoneIn, deadlineMs, answered });
  };
};

/** A connection that an answer has come by, whole, and for how long it may be idle now. */
interface Answered {
  socket: Duplex;
  keptForMs: number;
}

interface ExchangeOptions {
  agent: HttpAgent | HttpsAgent;
  unlessDoneIn: UnlessDoneIn;
  deadlineMs: number;
  answered: (by: Answered) => void;
}

const exchange = (
  request: WireRequest,
  target: Target,
  { agent, unlessDoneIn, deadlineMs, answered }: ExchangeOptions,
): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port, path } = target;
    const headers = headersOf(request, target.host);
    // `https.request` would copy the options once more to say what the agent says.
    const outgoing = send({ method: request.method, agent, headers, protocol, hostname, port, path });
    const connected = connectionOf(outgoing);
    let received = (): WireAnswer | undefined => undefined;
    const broken = (options?: ErrorOptions): TransportError =>
      new TransportError(connected() ? 'reset' : 'connect', connected(), { ...options, received: received() });
    const fail = (error: TransportError): void => {
      reject(error);
      outgoing.destroy();
    };
    const givenUp = (): void => fail(new TransportError('timeout', connected(), { received: received() }));
    const inTime = unlessDoneIn(deadlineMs, givenUp);
    let isAnswered = false;
    // Each of these happens once. `once` would wrap what listens, and take it away again.
    outgoing.on('close', () => {
      inTime();
      // A connection can end without an error, e.g. after 101, and nothing may wait for an answer then.
      if (!isAnswered) reject(broken());
    });
    outgoing.on('error', (cause) => fail(broken({ cause })));
    outgoing.on('response', (incoming) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      received = () => answerOf(incoming, chunks);
      // It has none any more once it is closed.
      const { socket } = incoming;
      const done = (answer: WireAnswer): void => {
        answered({ socket, keptForMs: keptForMs(String(incoming.headers['keep-alive'] ?? '')) });
        resolve(answer);
      };
      readAnswer(incoming, chunks, done, fail);
    });
    outgoing.end(request.body);
  });

interface Target {
  protocol: string;
  hostname: string;
  port: string;
  host: string;
  path: string;
}

/** That of an address that is asked again and again is taken apart once: each part of a URL is cut out of it when it is read. */
const targets = new WeakMap<URL, Target>();

const targetOf = (url: URL): Target => {
  const known = targets.get(url);
  if (known) return known;
  const { protocol, hostname, port, pathname, search } = url;
  const target = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    host: url.host,
    path: `${pathname}${search}`,
  };
  targets.set(url, target);
  return target;
};

/** Where another method has no body, it is for Node.js to say so. */
const headersOf = ({ method, headers, body }: WireRequest, host: string): Record<string, string> | string[] =>
  body === undefined && method !== 'GET' ? headers : headerLinesOf(headers, body, host);

/** Tells whether the request ever had a connection to leave on; with TLS, only a finished handshake counts. */
const connectionOf = (outgoing: ClientRequest): (() => boolean) => {
  let connected = false;
  outgoing.on('socket', (socket) => {
    if (outgoing.reusedSocket) connected = true;
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => (connected = true));
  });
  return () => connected;
};

/**
 * Listens and does not iterate, which would take a third of the time of the whole request.
 * @param chunks gets what arrives, as it does
 */
const readAnswer = (
  incoming: IncomingMessage,
  chunks: Buffer[],
  done: (answer: WireAnswer) => void,
  fail: (error: TransportError) => void,
): void => {
  let size = 0;
  const failed = (failure: 'too-large' | 'truncated', cause?: unknown): void =>
    fail(new TransportError(failure, true, { cause, received: answerOf(incoming, chunks) }));
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maximumAnswerBytes) chunks.push(chunk);
    else failed('too-large');
  });
  incoming.on('error', (cause) => failed('truncated', cause));
  incoming.on('close', () => {
    if (incoming.complete) done(answerOf(incoming, chunks));
    else failed('truncated');
  });
};

/** For how long a connection may be idle, of its `Keep-Alive` header: no longer than its far side keeps it. */
const keptForMs = remembered((keepAlive) => {
  const [, seconds] = /(?:^|[\s,])timeout=(\d+)/i.exec(keepAlive) ?? [];
  return seconds === undefined ? mostIdleMs : Math.min(mostIdleMs, Number(seconds) * 1000 - arrivalMs);
});

const answerOf = ({ statusCode = 0, headers }: IncomingMessage, chunks: readonly Buffer[]): WireAnswer => {
  const texts: WireAnswer['headers'] = {};
  for (const name of answerHeaders) if (headers[name] !== undefined) texts[name] = headers[name];
  return {
    status: statusCode,
    headers: texts,
    text: withoutByteOrderMark(wholeOf(chunks).toString('utf8')),
  };
};
