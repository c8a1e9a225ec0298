import type { SimWorld } from '../../world/sim-world';
import { lines } from './lines';

/** An APN whose addresses are all in use. */
export const fullApn = 'full.example.com';

const addresses = (prefix: string, first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}.${first + index}`);

/** The addresses AT&T hands out. Partners may state others of their APN. */
const poolOf = (apn: string): string[] => {
  if (apn === fullApn) return [];
  return apn === 'fleet.example.com' ? addresses('192.0.2', 10, 3) : addresses('198.51.100', 10, 100);
};

export const isAddressInUse = (world: SimWorld, apn: string, address: string): boolean =>
  world
    .of(lines)
    .having('staticIp', address)
    .some(([, line]) => line.apn === apn);

export const freeAddresses = (world: SimWorld, apn: string): string[] =>
  poolOf(apn).filter((address) => !isAddressInUse(world, apn, address));
