import type { FieldError } from '#domain/problems/problems';

/** What the cells of a column are. */
export type Column =
  { kind: 'reference' } | { kind: 'path-parameter'; name: string } | { kind: 'member'; path: readonly string[] };

export const referenceColumn = '{reference}';

/** Deeper than any documented body. */
const longestPath = 16;
const forbidden: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * The columns a header names: `{reference}`, `{name}` for a path parameter, a JSON pointer into the body, or the bare name
 * of a member of the body.
 * @returns what is wrong with it instead, if anything is
 */
export const columnsOf = (
  header: readonly string[],
  pathParameters: readonly string[],
): { columns: Column[] } | { errors: FieldError[] } => {
  const errors: FieldError[] = [];
  const columns = header.map((cell, index): Column => {
    const column = columnOf(cell.trim(), pathParameters);
    if (typeof column !== 'string') return column;
    errors.push({ parameter: `column ${index + 1}`, detail: column });
    return { kind: 'reference' };
  });
  if (errors.length > 0) return { errors };
  const clash = clashIn(columns);
  return clash === undefined
    ? { columns }
    : { errors: [{ parameter: `column ${clash + 1}`, detail: 'names the same as another column, or a part of it' }] };
};

const columnOf = (cell: string, pathParameters: readonly string[]): Column | string => {
  if (cell === '') return 'has no name';
  if (cell === referenceColumn) return { kind: 'reference' };
  const name = /^\{(\w+)\}$/.exec(cell)?.[1];
  if (name !== undefined) {
    return pathParameters.includes(name)
      ? { kind: 'path-parameter', name }
      : `is no path parameter of the operation; it has ${pathParameters.join(', ') || 'none'}`;
  }
  const path = cell.startsWith('/')
    ? cell
        .slice(1)
        .split('/')
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    : [cell];
  if (path.length > longestPath || path.some((token) => token === '' || forbidden.includes(token))) {
    return 'is no JSON pointer into the body';
  }
  return { kind: 'member', path };
};

/** Index of a column whose place is in another’s, or is the same. */
const clashIn = (columns: readonly Column[]): number | undefined => {
  const names = columns.map((column) =>
    column.kind === 'member' ? `/${column.path.join('\0')}\0` : column.kind === 'reference' ? 'r' : `p${column.name}\0`,
  );
  const index = names.findIndex((name, at) => names.some((other, from) => from < at && overlap(name, other)));
  return index === -1 ? undefined : index;
};

const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
