import { localFigures } from '../../../bench/local-figures';
import type { Load } from '../../../bench/measure/local-gateway';

const rate = (value: number): Load['perSecond'] => ({ value, low: value - 100, high: value + 90 });

const load = (kind: Load['kind'], connections: number, more: Partial<Load> = {}): Load => ({
  ...{ kind, connections, perSecond: rate(1_800), p50Ms: 5, p99Ms: 20, failed: 0 },
  ...more,
});
const loads = [
  load('read', 1, { perSecond: rate(920.4) }),
  load('write', 1, { p99Ms: 900 }),
  load('read', 10),
  load('write', 10),
  load('read', 200, { perSecond: rate(1_600) }),
  load('write', 200, { p99Ms: 45 }),
];

it('are the slowest reads, however many connections made them, and all beside them', () => {
  expect(localFigures({ loads, memoryGrowth: 1.1 })).toEqual({
    'local-reads': {
      ...{ value: 920.4, low: 820.4, high: 1_010.4 },
      note: 'the least of these, by connections at once; 1: 920, 10: 1800, 200: 1600',
    },
    'local-p99': { value: 9, note: 'writes, 200 connections' },
    'local-memory': { value: 1.1 },
  });
});

it.each(['read', 'write'] as const)('are none where a %s got no good answer', (kind) => {
  const failing = [...loads, load(kind, 50, { failed: 3 })];
  expect(() => localFigures({ loads: failing, memoryGrowth: 1.1 })).toThrow(
    `The local gateway failed calls: 3 of ${kind}s at 50 connections.`,
  );
});
