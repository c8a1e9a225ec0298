import { pairedRatio } from '../../../bench/figures';
import { benchOptions } from '../../../bench/options';
import { performancePage, printedTable, resultsJson } from '../../../bench/report';
import { rowsOf, targets } from '../../../bench/targets';

const rows = rowsOf({
  'read-cpu': { value: 1.704, low: 1.6, high: 1.81 },
  'cold-read': { value: 0.4512 },
  'local-reads': { value: 1_500, note: '50 connections' },
  'bundle-read': { value: 410, note: 'list-port-ins' },
  'tracked-read-writes': { value: 1 },
  'read-instructions': { value: null, notMeasured: 'valgrind is not installed' },
});
const rowOf = (figure: string) => rows[targets.findIndex((target) => target.figure === figure)];

it('has a row for every target, measured or not', () => {
  expect(rows.map(({ name }) => name)).toEqual(targets.map(({ name }) => name));
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});

it('holds a figure against its target as it is shown', () => {
  expect(rowOf('read-cpu')).toMatchObject({ value: 1.7, low: 1.6, high: 1.81, target: '≤ 1.7', met: true });
  expect(rowOf('cold-read')).toMatchObject({ value: 0.45, met: true });
  expect(rowOf('local-reads')).toMatchObject({ value: 1500, target: '≥ 1500 /s', met: true, note: '50 connections' });
  expect(rowOf('bundle-read')).toMatchObject({ value: 410, target: '≤ 205 KB', met: false });
  expect(rowOf('tracked-read-writes')).toMatchObject({ value: 1, target: '≤ 0', met: false });
});

it('says why a row was not measured', () => {
  expect(rowOf('read-instructions')).toMatchObject({
    value: null,
    met: null,
    note: 'not measured: valgrind is not installed',
  });
  expect(rowOf('gate-minutes')?.note).toMatch(/^not measured: /);
});

it('writes the rows with name, value and target as JSON', () => {
  const written = JSON.parse(resultsJson({ rows })) as { rows: object[] };
  expect(Object.keys(written)).toEqual(['rows']);
  expect(written.rows).toHaveLength(targets.length);
  for (const row of written.rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(['name', 'value', 'target']));
});

it('shows ratios alone on the page: what has a unit of its own as a share of its target', () => {
  const page = performancePage({
    rows,
    comparisons: [{ title: 'Warm', columns: ['handler', 'CPU'], rows: [['this | that', '1.00']] }],
    method: ['Machine: one.'],
    kept: ['## Kept by hand'],
  });
  expect(page).toContain('| warm, untracked read ÷ bare handler: CPU | 1.7 | 1.6 – 1.81 | ≤ 1.7 | yes |  |');
  expect(page).toContain('| bundle of an untracked read | 2.00 of the target |');
  expect(page).toContain('| local gateway: proxied reads | 1.00 of the target |');
  expect(page).toContain('| warm, untracked read ÷ bare handler: instructions | not measured |');
  expect(page).toContain('| this \\| that | 1.00 |');
  expect(page).toMatch(/## Kept by hand$/);
});

it('prints every row', () => {
  expect(printedTable(rows)).toHaveLength(rows.length);
});

it('pairs what was measured side by side', () => {
  expect(pairedRatio([2, 30, 8], [1, 10, 2])).toEqual({ value: 3, low: 2, high: 4 });
});

it('measures all in an ordinary run, and says what it cannot leave out', () => {
  expect(benchOptions([])).toMatchObject({ isQuick: false, warm: { warmUps: 12_000 } });
  expect([...benchOptions(['--quick', '--only', 'warm,cold']).parts]).toEqual(['warm', 'cold']);
  expect(() => benchOptions(['--only', 'hot'])).toThrow(/not hot/);
});
