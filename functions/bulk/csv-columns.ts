import type { FieldError } from '#domain/problems/problems';

/** What the cells of a column are. One without a name has none. */
export type Column =
  | { kind: 'reference' }
  | { kind: 'customer-reference' }
  | { kind: 'metadata'; name: string }
  | { kind: 'path-parameter'; name: string }
  | { kind: 'member'; path: readonly string[] }
  | { kind: 'empty' };

/** What a call of the operation is made of. */
interface Named {
  pathParameters: readonly string[];
  /** Documented members of its body; undefined where it takes none. */
  members: ReadonlySet<string> | undefined;
}

const referenceColumn = '{reference}';
const customerReferenceColumn = '{customerReference}';

/** Deeper than any documented body. */
const longestPath = 16;
const forbidden: readonly string[] = ['__proto__', 'constructor', 'prototype'];
/** What is wrong with more columns than that is the same. */
const mostErrors = 20;

/**
 * The columns a header names: `{reference}`, `{customerReference}`, `{metadata.name}`, `{name}` for a path parameter, a JSON pointer into the body, or the bare name
 * of a documented member of the body. Trailing columns without a name are left out.
 * @returns what is wrong with it instead, if anything is
 */
export const columnsOf = (
  header: readonly string[],
  named: Named,
): { columns: Column[] } | { errors: FieldError[] } => {
  const cells = header.map((cell) => cell.trim());
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  const isTaken = createPlaces();
  const errors: FieldError[] = [];
  const columns = cells.slice(0, width).map((cell, index): Column => {
    const column = columnOf(cell, named);
    const mistake =
      typeof column === 'string'
        ? column
        : isTaken(column)
          ? 'names the same as another column, or a part of it'
          : undefined;
    if (mistake !== undefined) errors.push({ parameter: `column ${index + 1}`, detail: mistake });
    return typeof column === 'string' ? { kind: 'empty' } : column;
  });
  return errors.length > 0 ? { errors: errors.slice(0, mostErrors) } : { columns };
};

const columnOf = (cell: string, { pathParameters, members }: Named): Column | string => {
  if (cell === '') return { kind: 'empty' };
  if (cell === referenceColumn) return { kind: 'reference' };
  if (cell === customerReferenceColumn) return { kind: 'customer-reference' };
  const label = /^\{metadata\.([^{}]+)\}$/.exec(cell)?.[1];
  if (label !== undefined) return { kind: 'metadata', name: label };
  const name = /^\{(\w+)\}$/.exec(cell)?.[1];
  if (name !== undefined) {
    return pathParameters.includes(name)
      ? { kind: 'path-parameter', name }
      : `is no path parameter of the operation; it has ${pathParameters.join(', ') || 'none'}`;
  }
  if (!cell.startsWith('/'))
    return members?.has(cell) ? { kind: 'member', path: [cell] } : noMember(cell, pathParameters);
  const path = cell
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (!members) return 'is a member of the body; the operation takes none';
  if (path.length > longestPath || path.some((token) => token === '' || forbidden.includes(token))) {
    return 'is no JSON pointer into the body';
  }
  return { kind: 'member', path };
};

const noMember = (cell: string, pathParameters: readonly string[]): string => {
  const inBraces = `{${cell}}`;
  if (inBraces === referenceColumn) return `is no member of the body; your own name for a row is ${inBraces}`;
  if (inBraces === customerReferenceColumn || cell.startsWith('metadata.'))
    return `is no member of the body; your own labels are in braces: ${inBraces}`;
  if (pathParameters.includes(cell)) return `is no member of the body; the path parameter is ${inBraces}`;
  return 'is no documented member of the body; name any other by a JSON pointer that starts with /';
};

interface Place {
  isWhole: boolean;
  below: Map<string, Place>;
}

const newPlace = (): Place => ({ isWhole: false, below: new Map() });

/** Remembers where columns put their cells. @returns whether a column’s place was taken, by the same or by a part of it */
const createPlaces = (): ((column: Column) => boolean) => {
  const root = newPlace();
  return (column) => {
    if (column.kind === 'empty') return false;
    let place = root;
    for (const token of tokensOf(column)) {
      if (place.isWhole) return true;
      const next = place.below.get(token) ?? newPlace();
      place.below.set(token, next);
      place = next;
    }
    const isTaken = place.isWhole || place.below.size > 0;
    place.isWhole = true;
    return isTaken;
  };
};

const tokensOf = (column: Exclude<Column, { kind: 'empty' }>): readonly string[] => {
  if (column.kind === 'member') return [column.kind, ...column.path];
  return 'name' in column ? [column.kind, column.name] : [column.kind];
};
