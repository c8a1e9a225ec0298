import { closeSync, openSync, writeSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import type { Table } from '#platform/table/table';
import { command, type Act, type Group } from '../command-line';
import { driftReportCommand } from '../drift';
import { requireProviders } from '../deployment';
import { Refusal } from '../failures';
import type { Session } from '../session';
import { withTable } from '../table';
import { csvLine } from './csv';
import { listed, type Range } from './pages';
import { reports, type ReportName, type Row } from './reports';

interface ReportOptions extends Range {
  provider?: string[];
  out?: string;
}

type Told = Range & Pick<Session, 'progress'>;

const pointInTime = z.union([z.iso.date(), z.iso.datetime()]);
const timeOf = (given: string): string => {
  if (pointInTime.safeParse(given).success) return given;
  throw new InvalidArgumentError('It is a date or a time of UTC, e.g. 2026-11-01 or 2026-11-01T12:00:00Z.');
};

const options = [
  new Option('-p, --provider <id...>', 'of these Solution Providers alone'),
  new Option('--since <time>', 'made then or later').argParser(timeOf),
  new Option('--until <time>', 'made before then').argParser(timeOf),
  new Option('--out <file>', 'write it there, row by row'),
];

/** Reports: of each thing, or of what differs. */
export const reportGroup: Group = {
  name: 'report',
  about: 'Reports: as CSV without names and numbers, and what differs from what AT&T shows',
  commands: [
    command({
      name: 'ports',
      about: 'Each port-in: its state, its age, how often it was refused',
      options,
      changes: 'nothing',
      act: report('ports'),
    }),
    command({
      name: 'orders',
      about: 'Each order: its state and its age',
      options,
      changes: 'nothing',
      act: report('orders'),
    }),
    command({
      name: 'rejections',
      about: 'Why port-ins were refused, by how often',
      options,
      changes: 'nothing',
      act: report('rejections'),
    }),
    driftReportCommand,
  ],
};

/** Rows that are printed are held until all are there. */
const mostPrinted = 10_000;

function report(name: ReportName): Act<ReportOptions> {
  return async (deployment, { provider, out, ...range }, { progress }) => {
    const told: Told = { ...range, progress };
    if (provider) requireProviders(deployment, provider);
    const whose = provider ?? deployment.tenant.solutionProviders.map(({ id }) => id);
    const { columns } = reports[name];
    if (out === undefined) {
      const rows: Row[] = [];
      const add = (row: Row): void => {
        if (rows.push(row) > mostPrinted) throw new Refusal(`It has more than ${mostPrinted} rows: use --out.`);
      };
      await withTable(deployment, (table) => rowsOf(table, name, whose, told, add));
      const data = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
      return { text: [csvLine(columns), ...rows.map(csvLine)].join('\n'), data };
    }
    const rows = await withTable(deployment, (table) => written(table, name, whose, told, out));
    return { text: `Written: ${out}, ${rows} rows.`, data: { out, rows } };
  };
}

const rowsOf = async (
  table: Table,
  name: ReportName,
  solutionProviders: readonly string[],
  told: Told,
  add: (row: Row) => void,
): Promise<void> => {
  const { partitionOf, begin } = reports[name];
  const { row, rest } = begin(Date.now());
  const looked = (solutionProvider: string) => (count: number) =>
    told.progress(`${solutionProvider}: ${count} looked at…`);
  for (const solutionProvider of solutionProviders) {
    for await (const item of listed(table, partitionOf(solutionProvider), told, looked(solutionProvider))) {
      const one = row(item);
      if (one) add(one);
    }
  }
  rest().forEach(add);
};

/** @returns how many rows. @throws Refusal where there is such a file already */
const written = async (
  table: Table,
  name: ReportName,
  solutionProviders: readonly string[],
  told: Told,
  out: string,
): Promise<number> => {
  const file = openedNew(out);
  let rows = 0;
  try {
    writeSync(file, `${csvLine(reports[name].columns)}\r\n`);
    await rowsOf(table, name, solutionProviders, told, (row) => {
      writeSync(file, `${csvLine(row)}\r\n`);
      rows += 1;
    });
    return rows;
  } finally {
    closeSync(file);
  }
};

const openedNew = (out: string): number => {
  try {
    return openSync(out, 'wx');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException; // of the file system
    throw new Refusal(`${out} cannot be made (${code}). Nothing was written.`);
  }
};
