const entityNames: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
const namedEntities = Object.fromEntries(Object.entries(entityNames).map(([character, name]) => [name, character]));

/** What every form of a character begins with, but for the character itself. */
export const formStarts: readonly string[] = ['\\', '%', '&'];

/** Whether a text has anything in it that may stand for another character. */
export const hasForms = (text: string): boolean => formStarts.some((start) => text.includes(start));

const anyForm =
  /\\+(?:u00([0-9a-f]{2}))?|%(?:25)?([0-9a-f]{2})|&(?:#0{0,5}([1-9]\d{1,2})|#x0{0,4}([0-9a-f]{2})|(amp|lt|gt|quot|apos));/gi;

/** A text with characters in place of their forms. */
export const withoutForms = (text: string): string =>
  text.replaceAll(anyForm, (_, json?: string, percent?: string, decimal?: string, hex?: string, name?: string) => {
    const code = json ?? percent ?? hex;
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    if (decimal !== undefined) return String.fromCharCode(Number(decimal));
    return name === undefined ? '' : (namedEntities[name.toLowerCase()] ?? '');
  });

/** The most characters of a text that what stands before them can make a part of another form. */
const mostSwallowed = '#0000126;'.length;
const shortestPart = 4;

/**
 * What `withoutForms` leaves of a word wherever that stands in a text, in any form; undefined where it may leave nothing, because
 * the word looks like forms itself.
 */
export const certainPartOf = (word: string): string | undefined => {
  if (word.includes('u00')) return undefined;
  const [longest = ''] = word.split(/[\\%&]/).toSorted((a, b) => b.length - a.length);
  const part = longest.slice(mostSwallowed);
  return part.length < shortestPart ? undefined : part;
};

/**
 * Adds where a character may end that begins at a place in a text, in any form that servers write it in: as it is or escaped
 * for JSON, once or twice (`\+`, `\\u002b`), for a URL (`%2B`, `%252b`) or for HTML (`&#43;`, `&#x2b;`, `&amp;`).
 * @param character printable ASCII
 */
export const addEnds = (text: string, at: number, character: string, ends: number[]): void => {
  switch (text[at]) {
    case '\\':
      addAfterSlashes(text, at, character, ends);
      return;
    case '%':
      addPercent(text, at, character, ends);
      break;
    case '&':
      addEntity(text, at, character, ends);
  }
  if (text[at] === character) add(ends, at + 1);
};

/** A backslash can stand for itself or escape what follows, so that more than one way leads to a place. */
const add = (ends: number[], end: number): void => {
  if (!ends.includes(end)) ends.push(end);
};

const mostSlashes = 3;

const addAfterSlashes = (text: string, at: number, character: string, ends: number[]): void => {
  let next = at + 1;
  while (next - at <= mostSlashes && text[next] === '\\') next += 1;
  if (character === '\\') for (let end = at + 1; end <= next; end += 1) add(ends, end);
  if (next - at > mostSlashes) return;
  if (text[next] === character) add(ends, next + 1);
  if (text.startsWith('u00', next) && isHex(text, next + 3, character)) add(ends, next + 5);
};

const addPercent = (text: string, at: number, character: string, ends: number[]): void => {
  if (isHex(text, at + 1, character)) add(ends, at + 3);
  if (text.startsWith('25', at + 1) && isHex(text, at + 3, character)) add(ends, at + 5);
};

/** Two digits, in capitals or not. */
const isHex = (text: string, at: number, character: string): boolean =>
  parseInt(text.slice(at, at + 2), 16) === character.charCodeAt(0) && /^[\da-f]{2}$/i.test(text.slice(at, at + 2));

const entity = /&(?:#0{0,5}([1-9]\d{1,2})|#[xX]0{0,4}([0-9a-fA-F]{2})|([a-z]{2,4}));/y;

const addEntity = (text: string, at: number, character: string, ends: number[]): void => {
  entity.lastIndex = at;
  const [whole = '', decimal, hexadecimal = '', name] = entity.exec(text) ?? [];
  const code = decimal === undefined ? parseInt(hexadecimal, 16) : Number(decimal);
  if (code === character.charCodeAt(0) || (name !== undefined && name === entityNames[character]))
    add(ends, at + whole.length);
};
