import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Lambda hands on at most 6 MB, as JSON, in which every quote takes two bytes. AT&T's documented answers are a few kilobytes. */
const maximumAnswerBytes = 3 * 1_048_576;

/** Idle sockets are dropped before the far side is likely to: a request on a dead one would end as `unknown`. */
const idleSocketMs = 4_000;

export interface WireRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body?: string;
}

export interface WireAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
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
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: idleSocketMs }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: idleSocketMs, minVersion: 'TLSv1.2' }),
  };
  let lastUseMs = 0;
  let inFlight = 0;
  return async (request, deadlineMs) => {
    // While Lambda freezes the process no timer fires, so idle sockets are judged by the clock when it thaws.
    // `destroy` takes the sockets in use as well.
    if (inFlight === 0 && now() - lastUseMs > idleSocketMs) Object.values(agents).forEach((agent) => agent.destroy());
    lastUseMs = now();
    inFlight += 1;
    try {
      return await exchange(
        request,
        request.url.protocol === 'https:' ? agents['https:'] : agents['http:'],
        deadlineMs,
      );
    } finally {
      inFlight -= 1;
      lastUseMs = now();
    }
  };
};

const exchange = (request: WireRequest, agent: HttpAgent | HttpsAgent, deadlineMs: number): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const send = request.url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(request.url, { method: request.method, agent, headers: headersOf(request) });
    const connected = connectionOf(outgoing);
    let received = (): WireAnswer | undefined => undefined;
    const broken = (options?: ErrorOptions): TransportError =>
      new TransportError(connected() ? 'reset' : 'connect', connected(), { ...options, received: received() });
    const fail = (error: TransportError): void => {
      reject(error);
      outgoing.destroy();
    };
    const givenUp = (): void => fail(new TransportError('timeout', connected(), { received: received() }));
    const timer = setTimeout(givenUp, deadlineMs);
    let isAnswered = false;
    outgoing.once('close', () => {
      clearTimeout(timer);
      // A connection can end without an error, e.g. after 101, and nothing may wait for an answer then.
      if (!isAnswered) reject(broken());
    });
    outgoing.on('error', (cause) => fail(broken({ cause })));
    outgoing.once('response', (incoming) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      received = () => answerOf(incoming, chunks);
      void readAnswer(incoming, chunks).then(resolve, fail);
    });
    outgoing.end(request.body);
  });

const headersOf = ({ headers, body }: WireRequest): Record<string, string | number> =>
  body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) };

/** Tells whether the request ever had a connection to leave on; with TLS, only a finished handshake counts. */
const connectionOf = (outgoing: ClientRequest): (() => boolean) => {
  let connected = false;
  outgoing.once('socket', (socket) => {
    if (outgoing.reusedSocket) connected = true;
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => (connected = true));
  });
  return () => connected;
};

/** Leaves a byte order mark out. */
const decoder = new TextDecoder();

/** @param chunks gets what arrives, as it does */
const readAnswer = async (incoming: IncomingMessage, chunks: Buffer[]): Promise<WireAnswer> => {
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maximumAnswerBytes)
        throw new TransportError('too-large', true, { received: answerOf(incoming, chunks) });
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof TransportError) throw cause;
    throw new TransportError('truncated', true, { cause, received: answerOf(incoming, chunks) });
  }
  return answerOf(incoming, chunks);
};

const answerOf = (incoming: IncomingMessage, chunks: readonly Buffer[]): WireAnswer => {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string>,
    text: decoder.decode(Buffer.concat(chunks)),
  };
};
