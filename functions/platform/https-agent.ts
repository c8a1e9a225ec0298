import { Agent, type AgentOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { whenUsed } from '#domain/when-used';

/** The certificates a process trusts, read once. */
const trusted = whenUsed(() => createSecureContext({ minVersion: 'TLSv1.2' }));

/**
 * Keeps connections, of TLS 1.2 or later. What it takes to open one is there when the agent is: a function starts at full speed, and
 * has a share of a CPU from its first call on.
 */
export const httpsAgent = (options: Omit<AgentOptions, 'keepAlive' | 'secureContext'>): Agent =>
  new Agent({ ...options, keepAlive: true, secureContext: trusted() });
