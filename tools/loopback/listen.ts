import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import * as z from 'zod';
import { guard, refusalOfForeign, type Refusal } from './foreign-requests';

/** Nothing of the local runtime is reachable from other machines. */
export const loopback = '127.0.0.1';
/** What `localhost` means to many programs first. */
const loopbackV6 = '::1';

const address = z.object({ port: z.number() });

/**
 * Starts to listen on this machine only, and for this machine’s requests only.
 * @param refusals who else is refused @param pages origins of other sites’ pages that may ask
 * @returns the port @throws as `listen` does, e.g. `EADDRINUSE`
 */
export const listen = async (
  server: Server,
  port: number,
  refusals: readonly Refusal[] = [],
  pages: readonly string[] = [],
): Promise<number> => {
  guard(server, [refusalOfForeign(pages), ...refusals]);
  server.listen(port, loopback);
  await once(server, 'listening');
  return address.parse(server.address()).port;
};

/** As `listen`, for what people address as `localhost`: under its IPv6 address as well, where the machine has one. */
export const listenAsLocalhost = async (
  server: Server,
  wanted: number,
  pages: readonly string[] = [],
): Promise<number> => {
  const port = await listen(server, wanted, [], pages);
  const twin = createSocketServer((socket) => void server.emit('connection', socket));
  twin.on('error', () => undefined);
  twin.listen(port, loopbackV6);
  server.once('close', () => twin.close());
  await Promise.race([once(twin, 'listening'), once(twin, 'close')]).catch(() => undefined);
  return port;
};

export const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};
