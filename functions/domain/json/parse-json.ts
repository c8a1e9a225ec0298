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

/** The same of a body, which is not read again where its value is as good. */
export const keepingDigits = ({ value, text }: JsonBody): unknown =>
  hasInexactNumbers(text) ? JSON.parse(text, keepDigits) : value;

/** A number, where one may stand, so long that it may be an id, whose digits `JSON.parse` would round. */
const longNumber = /(?:^|[:,[])\s*-?\d{16}/;

/** Whether every number in there is as it was written; false where nobody has looked that deep. Quicker than to look for digits in the text. */
const isExact = (value: unknown, levels: number): boolean => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const one of inside) if (typeof one !== 'string' && !isExact(one, levels - 1)) return false;
  return true;
};

/** A JSON document whose whole numbers are texts where a number could not hold their digits. @throws SyntaxError */
export const parseExactly = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  return isExact(value, mostLevels) || !longNumber.test(text) ? value : JSON.parse(text, exactly);
};

const exactly = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
    ? source
    : value;
