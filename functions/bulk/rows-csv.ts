import { stringify } from 'csv-stringify/sync';
import type { CallStore } from '#bulk/call-store';
import { mostRows } from '#bulk/bulk-write';
import { mounted } from '#domain/links';
import { rowPage, type RowFilter } from '#bulk/row-pages';

export const csvMediaType = 'text/csv; charset=utf-8; header=present';

const columns = [
  ...['row', 'reference', 'customerReference', 'metadata', 'state', 'settled'],
  ...['status', 'attempts', 'request', 'code', 'detail', 'answer'],
];

/**
 * Every row of a bulk write as a file after RFC 4180, in the order they are carried out. Of the problem document there is
 * the code and the detail; what AT&T says of a row and its metadata stay JSON. No cell is a formula to a spreadsheet.
 * @param filter only these rows
 * @param mount what its links are below
 */
export const rowsCsv = async (
  calls: Pick<CallStore, 'from'>,
  bulkId: string,
  filter: RowFilter,
  mount: string,
): Promise<string> => {
  const { rows } = await rowPage(calls, bulkId, { limit: mostRows, ...filter });
  return stringify(
    rows.map((row) => cellsOf(row, mount)),
    {
      header: true,
      columns,
      record_delimiter: '\r\n',
      escape_formulas: true,
      cast: { boolean: String },
    },
  );
};

const cellsOf = (
  { problem, answer, metadata, ...row }: Record<string, unknown>,
  mount: string,
): Record<string, unknown> => ({
  ...row,
  ...(typeof problem === 'object' ? problem : {}),
  request: typeof row['request'] === 'string' ? mounted(row['request'], mount) : undefined,
  // A problem has a status of its own.
  status: row['status'],
  metadata: metadata === undefined ? undefined : JSON.stringify(metadata),
  answer: answer === undefined ? undefined : JSON.stringify(answer),
});
