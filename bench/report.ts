import { shareOfLimit, targets, type Row } from './targets';

/** What was compared, side by side: ratios to one of them. */
export interface Comparison {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface Report {
  rows: readonly Row[];
  comparisons: readonly Comparison[];
  /** How it was measured, and on what: sentences. */
  method: readonly string[];
  /** Sections that this run did not measure, as they are kept. */
  kept: readonly string[];
}

export const resultsJson = ({ rows }: Pick<Report, 'rows'>): string => `${JSON.stringify({ rows }, null, 2)}\n`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const markdownTable = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const spreadText = ({ low, high }: Row): string => (low === undefined || high === undefined ? '' : `${low} – ${high}`);

const metText = ({ met }: Row): string => (met === null ? '' : met ? 'yes' : 'no');

/** As it is shown where only ratios are: a figure in a unit of its own is a share of its limit. */
const ratioText = (row: Row): string => {
  const target = targets.find(({ name }) => name === row.name);
  if (row.value === null) return 'not measured';
  if (!target?.unit) return String(row.value);
  return `${shareOfLimit(target, row.value).toFixed(2)} of the target`;
};

/** The rows as they are printed at the end of a run. */
export const printedTable = (rows: readonly Row[]): Record<string, unknown>[] =>
  rows.map((row) => ({
    what: row.name,
    measured: row.value ?? '–',
    spread: spreadText(row),
    target: row.target,
    met: metText(row),
    note: row.note ?? '',
  }));

/** The page about performance, before it is formatted. */
export const performancePage = ({ rows, comparisons, method, kept }: Report): string =>
  [
    '# Performance',
    'Written by `npm run bench`. Ratios only: figures of two machines do not compare, those of two handlers in one run do.',
    '## Targets',
    markdownTable(
      ['what', 'measured', 'middle half', 'target', 'met', 'note'],
      rows.map((row) => [
        row.name,
        ratioText(row),
        row.value === null || targets.some(({ name, unit }) => name === row.name && unit) ? '' : spreadText(row),
        row.target,
        metText(row),
        row.note ?? '',
      ]),
    ),
    ...comparisons.flatMap(({ title, columns, rows: compared }) => [`## ${title}`, markdownTable(columns, compared)]),
    '## Method',
    method.map((sentence) => `- ${sentence}`).join('\n'),
    ...kept,
  ].join('\n\n');
