import { parseArgs } from 'node:util';
import type { LocalLoad } from './measure/local-gateway';

const parts = ['warm', 'cold', 'instructions', 'growth', 'local', 'synth'] as const;
export type BenchPart = (typeof parts)[number];

export interface BenchOptions {
  isQuick: boolean;
  /** Whether its results may stand on the page: all was measured, and as long as it takes. */
  isWhole: boolean;
  /** What of the run is measured; the rest is left out of the results. */
  parts: ReadonlySet<BenchPart>;
  withGate: boolean;
  warm: { warmUps: number; rounds: number; turnMs: number };
  coldRounds: number;
  instructions: { after: number; calls: number };
  local: LocalLoad;
  mostItems: number;
}

const thorough = {
  warm: { warmUps: 12_000, rounds: 30, turnMs: 100 },
  coldRounds: 11,
  local: { rounds: 3, seconds: 3 },
  mostItems: 10_000,
};

const quick = {
  warm: { warmUps: 300, rounds: 5, turnMs: 20 },
  coldRounds: 3,
  local: { rounds: 1, seconds: 2 },
  mostItems: 1_000,
};

/**
 * `npm run bench -- [--quick] [--only warm,cold] [--gate] [--instructions-after 3000]`.
 * @throws when an option is not known
 */
export const benchOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      only: { type: 'string', default: parts.join(',') },
      'instructions-after': { type: 'string' },
    },
  });
  const named = values.only.split(',');
  const unknown = named.filter((name) => !parts.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`--only takes some of ${parts.join(', ')}; not ${unknown.join(', ')}.`);
  const after = Number(values['instructions-after'] ?? (values.quick ? 300 : 12_000));
  return {
    ...(values.quick ? quick : thorough),
    isQuick: values.quick,
    isWhole: !values.quick && parts.every((part) => named.includes(part)),
    parts: new Set(parts.filter((part) => named.includes(part))),
    withGate: values.gate,
    instructions: { after, calls: values.quick ? 200 : 1_000 },
  };
};
