import { operations } from '#operations/registry';
import type { MagicValue } from './behaviour';
import { behaviours } from './behaviours/registry';
import { magicFaultHeader, magicFaults } from './faults';

export interface ListedMagicValue extends MagicValue {
  /** An operation's id, or `*`. */
  operation: string;
}

/** The closed list: what no line of it describes is no magic. */
export const listedMagicValues = (): ListedMagicValue[] => [
  ...Object.entries(magicFaults).map(([value, { outcome }]) => ({
    operation: '*',
    where: `header ${magicFaultHeader}` as const,
    value,
    outcome,
  })),
  ...operations.flatMap(({ id }) => (behaviours[id]?.magicValues ?? []).map((magic) => ({ operation: id, ...magic }))),
];
