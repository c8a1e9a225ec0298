import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Environment } from '#platform/environment';
import { isLoopbackAddress, isPublicAddress } from '#webhooks/public-address';

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Every address a name stands for now. @throws when it stands for none */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

/** Where webhooks may go. `public-and-loopback` is for the local runtime, and no deployment sets it. */
export type TargetPolicy = Environment['webhookTargets'];

/** A place that may be connected to, at these addresses and no others. */
export interface Target {
  url: URL;
  addresses: readonly Address[];
}

/** Why a place may not be connected to, in words for whoever named it. `isNameless`: it does not exist, perhaps only now. */
export class TargetRefusal extends Error {
  constructor(
    readonly reason: string,
    readonly isNameless = false,
  ) {
    super(reason);
    this.name = 'TargetRefusal';
  }
}

export const resolveByDns: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, order: 'verbatim' })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

/** Names that mean a machine nearby, whatever a resolver says of them today. */
const nearbyName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/;

const longestUrl = 2_000;

/**
 * Looks at where a webhook would go, and resolves its name: every address it stands for must be one of the public internet.
 * The connection is to be made to these addresses, or the name could be resolved anew to another.
 * @throws TargetRefusal
 */
export const checkedTarget = async (text: string, policy: TargetPolicy, resolve: Resolve): Promise<Target> => {
  const url = text.length <= longestUrl ? URL.parse(text) : null;
  if (!url) throw new TargetRefusal(`must be a URL of at most ${longestUrl} characters`);
  if (url.username !== '' || url.password !== '') throw new TargetRefusal('must not carry a login');
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const literal = isIP(hostname);
  const isNear = policy === 'public-and-loopback' && (hostname === 'localhost' || isLoopbackAddress(hostname));
  if (url.protocol !== 'https:' && !(isNear && url.protocol === 'http:'))
    throw new TargetRefusal('must begin with https://');
  if (isNear)
    return { url, addresses: [{ address: literal === 6 ? hostname : '127.0.0.1', family: literal === 6 ? 6 : 4 }] };
  const port = Number(url.port || 443);
  if (port !== 443 && port < 1024) throw new TargetRefusal('must use port 443 or one from 1024 up');
  if (literal === 0 && (!hostname.includes('.') || nearbyName.test(hostname)))
    throw new TargetRefusal('must name a host of the public internet');
  const addresses =
    literal === 0 ? await resolved(hostname, resolve) : [{ address: hostname, family: familyOf(literal) }];
  if (!addresses.every(({ address }) => isPublicAddress(address)))
    throw new TargetRefusal('must not lead to an address outside of the public internet');
  return { url, addresses };
};

const familyOf = (version: number): Address['family'] => (version === 6 ? 6 : 4);

const resolved = async (hostname: string, resolve: Resolve): Promise<readonly Address[]> => {
  const addresses = await resolve(hostname).catch(() => []);
  if (addresses.length === 0) throw new TargetRefusal('names a host that cannot be found', true);
  return addresses;
};
