import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { SubmittedRow } from '#bulk/call-content';
import { columnsOf, type Column } from '#bulk/csv-columns';
import { memberTypesOf, type MemberTypes } from '#bulk/member-types';
import type { Operation } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';

const records = z.array(z.array(z.string()));

/**
 * Rows of an RFC 4180 file whose first line names the columns. Cells are texts, unless the operation wants a number or a
 * boolean in their place; an empty cell is a member that is not there.
 * @throws Problem `invalid-csv`
 */
export const readCsv = (text: string, operation: Pick<Operation, 'request'>): SubmittedRow[] => {
  const [header, ...lines] = linesOf(text);
  if (!header) throw new Problem('invalid-csv', { detail: 'The first line names the columns; there is none.' });
  const named = columnsOf(header, Object.keys(operation.request.path?.shape ?? {}));
  if ('errors' in named) throw new Problem('invalid-csv', { errors: named.errors });
  const { body } = operation.request;
  const types = body && memberTypesOf(body);
  return lines.map((cells) => rowOf(cells, named.columns, types));
};

const linesOf = (text: string): string[][] => {
  try {
    return records.parse(parse(text, { bom: true, skip_empty_lines: true }));
  } catch (error) {
    // The message quotes the line, which may hold a PIN.
    if (!(error instanceof CsvError)) throw error;
    throw new Problem('invalid-csv', { detail: `Line ${String(error['lines'])} cannot be read (${error.code}).` });
  }
};

const rowOf = (cells: readonly string[], columns: readonly Column[], types: MemberTypes | undefined): SubmittedRow => {
  const row: SubmittedRow = { pathParameters: {} };
  const members: Branch = new Map();
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    if (column.kind === 'reference') row.reference = cell;
    else if (column.kind === 'path-parameter') row.pathParameters[column.name] = cell;
    else putAt(members, column.path, valueOf(cell, types?.(column.path)));
  }
  return types ? { ...row, body: JSON.stringify(valueIn(members)) } : row;
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
