import { Agent, type AgentOptions } from 'node:https';
import { createSecureContext } from 'node:tls';

/**
 * Keeps connections, of TLS 1.2 or later. The certificates it trusts are read as it is made: a function starts at full speed, and has
 * a share of a CPU from its first call on.
 */
export const httpsAgent = (options: Omit<AgentOptions, 'keepAlive' | 'secureContext'>): Agent =>
  new Agent({ ...options, keepAlive: true, secureContext: createSecureContext({ minVersion: 'TLSv1.2' }) });
