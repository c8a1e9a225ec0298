import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that are not the public internet (IANA special-purpose registry), multicast and the rest of class E. */
const notPublicIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** The only IPv6 block from which public addresses are given out… */
const globalUnicast = ['2000::', 3] as const;
/** …and what in it leads elsewhere: Teredo and other protocols, documentation, 6to4. */
const notPublicIpv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [network, bits] of notPublicIpv4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of notPublicIpv6) refused.addSubnet(network, bits, 'ipv6');
const allowed = new BlockList();
allowed.addSubnet(...globalUnicast, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether an address is one of the public internet. IPv4 addresses in IPv6 clothes (mapped, NAT64, 6to4, Teredo) never
 * are: they lie outside of what is allowed, whatever address they carry.
 */
export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && allowed.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
};

export const isLoopbackAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
};
