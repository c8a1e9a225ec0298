import type { Mishap } from './table-server';
import type { Random } from './random';

/** SIGKILL at the n-th request to the table, or about when AT&T has done it. */
export interface Kill {
  kind: 'kill';
  at: number | 'att';
  when: 'before' | 'after';
}

/** What goes wrong with one sending of a write. */
export type Trouble =
  | { kind: 'none' }
  | { kind: 'fault'; fault: object }
  | Kill
  | { kind: 'table'; at: number; isLasting: boolean; mishap: Mishap };

const faults: readonly [object, ...object[]] = [
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'timeout-but-done' },
  { kind: 'hang' },
  { kind: '503-then-done' },
  { kind: '503-then-done', headers: { 'retry-after': '0' } },
  { kind: '503-then-done', status: 429, headers: { 'retry-after': '0' } },
  { kind: 'non-json' },
  { kind: 'truncated' },
  { kind: 'empty' },
  { kind: 'slow-drip' },
  { status: 500 },
  { status: 429, headers: { 'retry-after': '0' } },
  { status: 503, headers: { 'retry-after': '1' } },
  { status: 400, body: { code: 'SIM-400', message: 'Refused by the simulator.' } },
  { delayMs: 150 },
];

const killPoints: readonly [Kill['at'], ...Kill['at'][]] = [0, 1, 2, 3, 'att', 'att'];

const mishaps: readonly [Mishap, ...Mishap[]] = [
  { when: 'before', what: 'throttled' },
  { when: 'after', what: 'server-error' },
  { when: 'before', what: 'reset' },
  { when: 'after', what: 'reset' },
  { lateMs: 120 },
];

export const troubleFrom = (random: Random): Trouble => {
  const draw = random.next();
  if (draw < 0.14) return { kind: 'fault', fault: random.pick(faults) };
  if (draw < 0.2) {
    const at = random.pick(killPoints);
    return { kind: 'kill', at, when: random.pick(['before', 'after'] as const) };
  }
  if (draw < 0.27)
    return { kind: 'table', at: random.int(4), isLasting: random.chance(0.3), mishap: random.pick(mishaps) };
  return { kind: 'none' };
};
