import type { Agent as HttpAgent } from 'node:http';
import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import { createSecureContext } from 'node:tls';

/**
 * Keeps connections, of TLS 1.2 or later. The certificates it trusts are read as it is made: a function starts at full speed, and has
 * a share of a CPU from its first call on.
 */
export const httpsAgent = (options: Omit<AgentOptions, 'keepAlive' | 'secureContext'> = {}): Agent =>
  namedByHost(
    new Agent({ ...options, keepAlive: true, secureContext: createSecureContext({ minVersion: 'TLSv1.2' }) }),
  );

/**
 * Connections of one agent differ by host and port alone. Node.js names them by twenty options more, three times for each
 * request, which takes a twentieth of the time of a whole read.
 */
export const namedByHost = <A extends HttpAgent>(agent: A): A => {
  let last: Pick<RequestOptions, 'host' | 'port'> & { name: string } = { name: '' };
  agent.getName = ({ host, port }: RequestOptions = {}) => {
    if (host !== last.host || port !== last.port) last = { host, port, name: `${host}:${port}` };
    return last.name;
  };
  return agent;
};
