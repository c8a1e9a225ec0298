import { BlockList, isIPv6 } from 'node:net';
import type { IsPushSecret } from '#pushes/push-secret';

/** What is known of who sends a message. */
export interface Sender {
  /** For whom it says it is. */
  solutionProvider: string;
  /** Names are in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  address: string;
}

/** Whether it may send messages for the Solution Provider. @throws Problem `service-unavailable` when nobody can tell */
export type IsSender = (sender: Sender) => Promise<boolean>;

interface SenderRules {
  solutionProviders: readonly string[];
  /** Header and secret it is known by; absent: none. */
  secret?: { header: string; is: IsPushSecret } | undefined;
  /** Addresses and networks it comes from; absent: any. */
  sources?: readonly string[] | undefined;
}

/** All that the tenant states has to fit. @throws when nothing is stated: everybody would be let in */
export const createIsSender = ({ solutionProviders, secret, sources }: SenderRules): IsSender => {
  if (!secret && !sources) throw new Error('Nothing says who may push.');
  const isSource = sources ? networkOf(sources) : (): boolean => true;
  return async ({ solutionProvider, headers, address }) => {
    if (!solutionProviders.includes(solutionProvider) || !isSource(address)) return false;
    if (!secret) return true;
    const given = headers[secret.header.toLowerCase()];
    return given !== undefined && secret.is(solutionProvider, given);
  };
};

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

const networkOf = (sources: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList();
  for (const source of sources) {
    const [network = '', bits] = source.split('/');
    if (bits === undefined) list.addAddress(network, familyOf(network));
    else list.addSubnet(network, Number(bits), familyOf(network));
  }
  return (address) => list.check(address, familyOf(address));
};
