import { CsvError, parse, type InfoRecord } from 'csv-parse/sync';
import { mostRows } from '#bulk/bulk-write';
import type { SubmittedRow } from '#bulk/call-content';
import { columnsOf, type Column } from '#bulk/csv-columns';
import { dialectOf } from '#bulk/csv-dialect';
import { memberTypesOf, type MemberTypes } from '#bulk/member-types';
import type { Operation } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import { largestKeptBytes } from '#requests/kept-text';

/** What a spreadsheet leaves behind its last row; reading on costs more than it is worth. */
const mostEmptyLines = 10_000;
/** More than any documented body has members. */
const mostColumns = 500;
/** Bytes of a line. A row’s call may have no more. */
const longestLine = largestKeptBytes;

/**
 * Rows of a file whose first line names the columns: RFC 4180, or as spreadsheets write it with another separator. Cells are
 * texts, unless the operation wants a number or a boolean in their place; an empty cell is a member that is not there. Rows
 * and columns that are empty throughout are not there either.
 * @throws Problem `invalid-csv`, `request-too-large`
 */
export const readCsv = (text: string, operation: Pick<Operation, 'request'>): SubmittedRow[] => {
  const [header, ...lines] = linesOf(text);
  if (!header) throw new Problem('invalid-csv', { detail: 'The first line names the columns; there is none.' });
  if (header.cells.length > mostColumns) {
    throw new Problem('invalid-csv', { detail: `The header has more than ${mostColumns} columns.` });
  }
  const { path, body } = operation.request;
  const types = body && memberTypesOf(body);
  const named = columnsOf(header.cells, {
    pathParameters: Object.keys(path?.shape ?? {}),
    members: types?.names,
  });
  if ('errors' in named) throw new Problem('invalid-csv', { errors: named.errors });
  for (const line of lines) requireNamed(line, named.columns);
  return lines.map(({ cells }) => rowOf(cells, named.columns, types?.at, body !== undefined));
};

interface Line {
  /** Where it ends in the file, from 1. */
  number: number;
  cells: readonly string[];
}

/** Every line with something in it. No more are kept than a bulk write may have rows. */
const linesOf = (text: string): Line[] => {
  const { delimiter, statement } = dialectOf(text);
  const linesBefore = statement === '' ? 0 : 1;
  const lines: Line[] = [];
  let emptyLines = 0;
  const keep = (cells: string[], { lines: number }: InfoRecord): null => {
    if (cells.every((cell) => cell.trim() === '')) {
      if ((emptyLines += 1) > mostEmptyLines) throw tooManyEmptyLines();
      return null;
    }
    if (lines.length > mostRows) throw tooManyRows();
    lines.push({ number: number + linesBefore, cells });
    return null;
  };
  try {
    parse(text.slice(statement.length), {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: longestLine,
      on_record: keep,
    });
  } catch (error) {
    // The message quotes the line, which may hold a PIN.
    if (!(error instanceof CsvError)) throw error;
    const line = String(Number(error['lines']) + linesBefore);
    throw new Problem('invalid-csv', { detail: `Line ${line} cannot be read (${error.code}).` });
  }
  return lines;
};

const tooManyRows = (): Problem =>
  new Problem('request-too-large', {
    detail: `A bulk write takes at most ${mostRows} rows; this one has more.`,
    hint: 'Split the rows over several bulk writes.',
  });

const tooManyEmptyLines = (): Problem =>
  new Problem('invalid-csv', { detail: `The file has more than ${mostEmptyLines} empty lines; remove them.` });

/** What stands in a column without a name belongs to no member. @throws Problem `invalid-csv` */
const requireNamed = ({ number, cells }: Line, columns: readonly Column[]): void => {
  if (cells.length < columns.length) {
    const detail = `Line ${number} has ${cells.length} cells; the header names ${columns.length} columns.`;
    throw new Problem('invalid-csv', { detail });
  }
  const stray = cells.findIndex((cell, index) => cell !== '' && (columns[index]?.kind ?? 'empty') === 'empty');
  if (stray === -1) return;
  const detail = `Line ${number} has something in column ${stray + 1}, which the header does not name.`;
  throw new Problem('invalid-csv', { detail });
};

const rowOf = (
  cells: readonly string[],
  columns: readonly Column[],
  typesAt: MemberTypes['at'] | undefined,
  hasBody: boolean,
): SubmittedRow => {
  const row: SubmittedRow = { pathParameters: {} };
  const members: Branch = new Map();
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || column.kind === 'empty') continue;
    if (column.kind === 'reference') row.reference = cell;
    else if (column.kind === 'customer-reference') row.customerReference = cell;
    else if (column.kind === 'metadata') row.metadata = { ...row.metadata, [column.name]: cell };
    else if (column.kind === 'path-parameter') row.pathParameters[column.name] = cell;
    else putAt(members, column.path, valueOf(cell, typesAt?.(column.path)));
  }
  return hasBody ? { ...row, body: JSON.stringify(valueIn(members)) } : row;
};

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A cell that is not what the schema wants stays a text, and the check of the row says so. */
const valueOf = (cell: string, types: ReadonlySet<string> = new Set()): unknown => {
  if (types.has('string')) return cell;
  if (types.has('boolean') && (cell === 'true' || cell === 'false')) return cell === 'true';
  // With the digits it is written with.
  if ((types.has('number') || types.has('integer')) && jsonNumber.test(cell)) return JSON.rawJSON(cell);
  return cell;
};

/** Members by their names, or elements by their places. */
type Branch = Map<string, unknown>;

const putAt = (branch: Branch, [token = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) {
    branch.set(token, value);
    return;
  }
  const known = branch.get(token);
  const next: Branch = known instanceof Map ? (known as Branch) : new Map<string, unknown>(); // Columns do not overlap.
  branch.set(token, next);
  putAt(next, rest, value);
};

/** A branch named only by numbers is a list; what is not there leaves no gap. */
const valueIn = (value: unknown): unknown => {
  if (!(value instanceof Map)) return value;
  const entries = [...(value as Branch)].map(([name, member]): [string, unknown] => [name, valueIn(member)]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList
    ? entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, member]) => member)
    : Object.fromEntries(entries);
};
