import type { RealEnvironment } from '#domain/define-operation';
import type { Settings } from '#platform/settings';

/** The name of the host in a URL; one with the root’s dot is the same host. */
export const hostnameOf = (url: string): string => new URL(url).hostname.replace(/\.$/, '');

const hosts = new Map<string, string>();

/** Host and port of a base URL; there are as many as bindings. */
export const hostOf = (baseUrl: string): string => {
  const host = hosts.get(baseUrl) ?? new URL(baseUrl).host;
  hosts.set(baseUrl, host);
  return host;
};

/** Hosts that AT&T prints for one environment and names like the other’s, by the operation it prints them for (AIAB’s order enrichment page). */
const printedHosts: Readonly<Record<string, Readonly<Record<string, RealEnvironment>>>> = {
  'alliance-enrich-billing': { 'uat-att-order-eapi.gw.cloud.att.com': 'uat' },
};

/** Which of its environments AT&T serves an operation in on a host; undefined for a host that is not known to be AT&T’s. */
export const attEnvironmentOf = (host: string, operationId = ''): RealEnvironment | undefined => {
  const printed = printedHosts[operationId]?.[host];
  if (printed) return printed;
  if (host.endsWith('.nprd-gw.cloud.att.com')) return 'uat';
  if (host.endsWith('.gw.cloud.att.com')) return 'production';
  return undefined;
};

/**
 * A function’s settings can be changed past the synth, which checks them first.
 * @throws when an operation of this function would take its credentials to a host of another environment of AT&T’s
 */
export const requireOwnHosts = ({ bindings, environment }: Pick<Settings, 'bindings' | 'environment'>): void => {
  for (const [id, { baseUrl, addresses = [] }] of Object.entries(bindings)) {
    for (const url of [baseUrl, ...addresses.map((one) => one.baseUrl)]) {
      const served = url === undefined ? undefined : attEnvironmentOf(hostnameOf(url), id);
      if (served !== undefined && served !== environment)
        throw new Error(`BINDINGS: ${id} is bound to AT&T’s ${served}, ENVIRONMENT is ${environment}`);
    }
  }
};
