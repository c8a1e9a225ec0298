import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import { createSecureContext } from 'node:tls';

/**
 * Keeps connections, of TLS 1.2 or later. The certificates it trusts are read as it is made: a function starts at full speed, and has
 * a share of a CPU from its first call on.
 */
export const httpsAgent = (options: Omit<AgentOptions, 'keepAlive' | 'secureContext'>): Agent =>
  new AgentByHost({ ...options, keepAlive: true, secureContext: createSecureContext({ minVersion: 'TLSv1.2' }) });

/**
 * Connections of one agent differ by host and port alone. Node.js names them by twenty options more, three times for each
 * request, which takes a twentieth of the time of a whole read.
 */
class AgentByHost extends Agent {
  #last: Pick<RequestOptions, 'host' | 'port'> & { name: string } = { name: '' };

  override getName({ host, port }: RequestOptions = {}): string {
    if (host !== this.#last.host || port !== this.#last.port) this.#last = { host, port, name: `${host}:${port}` };
    return this.#last.name;
  }
}
