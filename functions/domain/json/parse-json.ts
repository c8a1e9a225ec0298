import { isTooDeep, mostLevels } from '#domain/json/nesting';
import { repeatsNames } from '#domain/json/repeats-names';
import { Problem } from '#domain/problems/problems';

/** More than 2,000 rows of any documented body have. Each costs many times its characters once it is built. */
const mostValues = 200_000;

/** A number, where one may stand, that is long, has a fraction or an exponent, or is minus zero. */
const inexactNumber = /(?:^|[:,[])\s*-?(?:(?<=-)0(?![.\d])|\d+(?:[.eE]|\d{15}))/;

/** Whether a JSON document has numbers that may read or print differently after a round trip. */
const hasInexactNumbers = (text: string): boolean => inexactNumber.test(text);

export interface JsonBody {
  value: unknown;
  /** The document as it goes on the wire: as the caller wrote it, unless that can be read as another one than `value`. */
  text: string;
  /** What `keepingDigits` says of it, once it was asked: nobody changes it. */
  withDigits?: unknown;
}

/**
 * Reads a JSON document so that what is checked is what is sent: its text stays as it is. Where a member is given twice the
 * last one counts, and the text is written anew without the others; numbers keep the caller's digits there too.
 * @throws Problem `invalid-json`, `invalid-request` when nested more than 64 levels deep, `request-too-large` when it has
 * more than 200,000 values.
 */
export const parseJson = (text: string): JsonBody => {
  if (hasMoreValues(text, mostValues)) {
    throw new Problem('request-too-large', { detail: `The body has more than ${mostValues} values.` });
  }
  const value = read(text);
  if (isTooDeep(value)) {
    throw new Problem('invalid-request', {
      errors: [{ pointer: '', detail: `is nested more than ${mostLevels} levels deep` }],
    });
  }
  return { value, text: repeatsNames(text, value) ? JSON.stringify(keepingDigits({ text, value })) : text };
};

/** A document that the gateway has read before, read again: one that `parseJson` wrote, or that was made of one. */
export const readAgain = (text: string): JsonBody => ({ value: JSON.parse(text), text });

/** Counted before anything is built of it: what separates and opens values, outside texts. */
const hasMoreValues = (text: string, most: number): boolean => {
  if (text.length <= most) return false;
  let count = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInText && character === '\\') index += 1;
    else if (character === '"') isInText = !isInText;
    else if (!isInText && (character === ',' || character === '{' || character === '[')) count += 1;
  }
  return count > most;
};

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's message quotes the body, which may hold a PIN.
    throw new Problem('invalid-json');
  }
};

/** A reviver that keeps every number as it was written. */
export const keepDigits = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined ? JSON.rawJSON(source) : value;

/** A JSON document whose numbers print as they were written: as what `JSON.rawJSON` makes where they would not otherwise. */
export const parseKeepingDigits = (text: string): unknown =>
  hasInexactNumbers(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);

/** The same of a body, which is not read again where that has been done or its value is as good. */
export const keepingDigits = (body: JsonBody): unknown =>
  (body.withDigits ??= hasInexactNumbers(body.text) ? JSON.parse(body.text, keepDigits) : body.value);

/** A number, where one may stand, so long that it may be an id, whose digits `JSON.parse` would round. */
const longNumber = /(?:^|[:,[])\s*-?\d{16}/;

/** `exact`: every number in there is as it was written. `too-deep`: nobody has looked that deep. */
type Look = 'exact' | 'inexact' | 'too-deep';

/** One walk through a document. Quicker than to look for digits in its text. */
const lookInto = (value: unknown, levels: number): Look => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? 'exact' : 'inexact';
  if (typeof value !== 'object' || value === null) return 'exact';
  if (levels === 0) return 'too-deep';
  const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
  let all: Look = 'exact';
  for (const one of inside) {
    if (typeof one === 'string') continue;
    const found = lookInto(one, levels - 1);
    if (found === 'too-deep') return found;
    if (found === 'inexact') all = found;
  }
  return all;
};

const readExactly = (text: string, value: unknown, look: Look): unknown =>
  look === 'exact' || !longNumber.test(text) ? value : JSON.parse(text, asText);

/** A JSON document whose whole numbers are texts where a number could not hold their digits. @throws SyntaxError */
export const parseExactly = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return readExactly(text, value, lookInto(value, mostLevels));
};

/** The same of a body, which is not read again where its value is as good. */
export const exactly = ({ value, text }: JsonBody): unknown => readExactly(text, value, lookInto(value, mostLevels));

/** The same of what somebody else has written; undefined for what is no JSON, or nested so deep that nobody could read it further. */
export const parseForeign = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    const look = lookInto(value, mostLevels);
    return look === 'too-deep' ? undefined : readExactly(text, value, look);
  } catch {
    return undefined;
  }
};

const asText = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
    ? source
    : value;
