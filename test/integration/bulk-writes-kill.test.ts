import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  accepted,
  effectsOf,
  hasEnded,
  look,
  lookUntil,
  numbersOf,
  planChanges,
  rowsOf,
  seedLines,
  type BulkView,
} from '../support/bulk-writes';
import { killFunctions } from '../support/kill-runtime';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(400_000);

let dataDir: string;
let gateway: LocalGateway;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bulk-writes-'));
  gateway = await startLocalGateway({ dataDir });
});
afterAll(async () => {
  await gateway.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** What goes wrong with three of a hundred requests: refused for now, not done, done and not told. */
const faults = [
  { status: 429, headers: { 'retry-after': '1' } },
  { kind: 'reset-after' },
  { status: 503, headers: { 'retry-after': '2' } },
  { kind: 'non-json' },
  { kind: 'reset-before' },
  { kind: '503-then-done' },
  { kind: 'empty' },
  { status: 500, body: { message: 'down' } },
  { kind: 'truncated' },
  { kind: 'timeout-but-done' },
];

describe('a bulk write of 1,000 rows, 3 % faults and a kill half way', () => {
  it('does every row exactly once, and its progress never goes back', async () => {
    const numbers = numbersOf(1_000);
    await seedLines(gateway, numbers);
    const waiting = [...faults, ...faults, ...faults];
    const seen: BulkView[] = [];
    const goWrong = async (view: BulkView): Promise<void> => {
      seen.push(view);
      const fault = waiting.length > 30 - (30 * (view.settled ?? 0)) / 900 ? waiting.shift() : undefined;
      if (fault) await gateway.sim('POST faults', { operation: 'change-rate-plan', fault });
    };
    const id = await accepted(gateway, planChanges(numbers));
    await lookUntil(gateway, id, ({ settled = 0 }) => settled >= 480, goWrong);
    await killFunctions(gateway);
    gateway = await startLocalGateway({ dataDir });
    const whenKilled = await look(gateway, id);
    seen.push(whenKilled);
    expect(whenKilled.settled).toBeGreaterThanOrEqual(480);
    expect(whenKilled.settled).toBeLessThan(1_000);

    // Nobody works on it: the sweep finds that out, and the reconciler what became of the rows nobody knows of.
    await gateway.sim('POST clock', { advance: 'PT15M' });
    await lookUntil(gateway, id, ({ counts }) => counts?.waiting === 0, goWrong);
    expect(waiting).toEqual([]);
    for (let tries = 0; tries < 90 && !hasEnded(seen.at(-1)!); tries += 1) {
      await gateway.sim('POST clock', { advance: 'PT5M' });
      await sleep(1_000);
      seen.push(await look(gateway, id));
    }

    expect(seen.at(-1)).toMatchObject({ state: 'finished', settled: 1_000, progress: 100 });
    const settled = seen.map((view) => view.settled ?? 0);
    expect(settled).toEqual(settled.toSorted((a, b) => a - b));
    const rows = await rowsOf(gateway, id);
    expect(rows.map(({ row }) => row)).toEqual(numbers.map((_, index) => index));
    expect(rows.filter(({ state }) => state !== 'succeeded')).toEqual([]);
    // Neither the faults nor the kill went by unnoticed.
    expect(rows.filter(({ attempts }) => attempts > 1).length).toBeGreaterThan(15);
    const effects = await effectsOf(gateway, 'change-rate-plan');
    expect(effects.filter(({ count }) => count !== 1)).toEqual([]);
    expect(effects.map(({ key }) => key).toSorted()).toEqual(
      numbers.map((number) => `${number} to plan UNLIMITED-B`).toSorted(),
    );
  });
});
