import { Problem } from '#domain/problems/problems';

/** What the cells of a line may be separated by. */
const separators: Readonly<Record<string, string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a vertical bar',
};

export interface CsvDialect {
  delimiter: string;
  /** The line that states it, where there is one. */
  statement: string;
}

const separatorLine = /^\ufeff?"?sep=(.)"?(?:\r\n|\n|\r|$)/i;

/**
 * How a file separates its cells: as its first line `sep=;` says, or by the one separator its header has. The columns are
 * named by members of a body, in which no separator occurs.
 * @throws Problem `invalid-csv`
 */
export const dialectOf = (text: string): CsvDialect => {
  const [statement, stated] = separatorLine.exec(text) ?? [];
  if (statement !== undefined && stated !== undefined) {
    if (Object.hasOwn(separators, stated)) return { delimiter: stated, statement };
    throw new Problem('invalid-csv', { detail: `The first line states another separator than ${allNames}.` });
  }
  const header = /^[^\r\n]*/.exec(text.slice(0, longestHeader))?.[0] ?? '';
  const outsideQuotes = header.replaceAll(/"[^"]*"/g, '');
  const found = Object.keys(separators).filter((separator) => outsideQuotes.includes(separator));
  if (found.length > 1) {
    const names = found.map((separator) => separators[separator]).join(' and ');
    throw new Problem('invalid-csv', { detail: `The header has ${names} between its cells; use one separator.` });
  }
  return { delimiter: found[0] ?? ',', statement: '' };
};

const allNames = Object.values(separators).join(', ');

/** Characters of the header in which a separator is looked for. */
const longestHeader = 65_536;
