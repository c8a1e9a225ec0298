import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { TransportError, type WireAnswer, type WireRequest } from '#att/transport';

const open = new Set<Server | TcpServer>();

/** Connections servers have open now. */
export const openSockets = new Set<Socket>();

const listening = async (server: Server | TcpServer): Promise<number> => {
  open.add(server);
  server.on('connection', (socket: Socket) => {
    openSockets.add(socket);
    socket.on('close', () => openSockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** Servers on loopback, by their ports. */
export const httpServer = (listener: RequestListener): Promise<number> => listening(createServer(listener));
export const httpsServer = (certificate: { key: string; cert: string }, listener: RequestListener): Promise<number> =>
  listening(createTlsServer(certificate, listener).on('tlsClientError', () => undefined));
export const tcpServer = (onSocket: (socket: Socket) => void = () => undefined): Promise<number> =>
  listening(createTcpServer(onSocket));

/** Ends every server and connection. */
export const closeServers = async (): Promise<void> => {
  openSockets.forEach((socket) => socket.destroy());
  await Promise.all([...open].map((server) => new Promise((resolve) => server.close(resolve))));
  open.clear();
};

export const requestTo = (port: number, parts: Partial<WireRequest> = {}, protocol = 'http'): WireRequest => ({
  method: 'POST',
  url: new URL(`${protocol}://127.0.0.1:${port}/things?a=1`),
  headers: { 'content-type': 'application/json', 'x-trace-id': 't' },
  body: '{"é":1.0}',
  ...parts,
});

/** @throws when the request is answered, or fails with anything but a TransportError */
export const failureOf = async (
  answer: Promise<WireAnswer>,
): Promise<Pick<TransportError, 'failure' | 'mayHaveArrived'>> => {
  const error: unknown = await answer.then(
    () => 'was answered',
    (reason: unknown) => reason,
  );
  if (!(error instanceof TransportError)) throw new Error(`not a TransportError: ${String(error)}`);
  return { failure: error.failure, mayHaveArrived: error.mayHaveArrived };
};
