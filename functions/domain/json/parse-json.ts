import { Problem } from '#domain/problems/problems';

/** More than any documented body needs by far, and shallow enough for every recursive reader downstream. */
const maximumDepth = 64;

/** Numbers that may read or print differently after a round trip: long, with a fraction or an exponent, or minus zero. */
const inexactNumber = /\d\.\d|\d[eE]|\d{16}|-0/;

export interface JsonBody {
  value: unknown;
  /** The document as it goes on the wire: exactly the members of `value`, every number as the caller wrote it. */
  text: string;
}

/**
 * Reads a JSON document so that what is checked is what is sent: a member given twice counts once, and numbers keep the
 * caller's digits, which `JSON.parse` alone would round.
 * @throws Problem `invalid-json`, `invalid-request` when nested more than 64 levels deep.
 */
export const parseJson = (text: string): JsonBody => {
  const value = read(text);
  if (isDeeperThan(value, maximumDepth)) {
    throw new Problem('invalid-request', {
      errors: [{ pointer: '', detail: `is nested more than ${maximumDepth} levels deep` }],
    });
  }
  return { value, text: JSON.stringify(inexactNumber.test(text) ? JSON.parse(text, keepDigits) : value) };
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

/** Breadth first, because a recursive walk is what deep nesting is meant to break. Objects and arrays count, also empty ones. */
const isDeeperThan = (value: unknown, levels: number): boolean => {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((item) => (Object.values(item) as unknown[]).filter(isContainer));
  }
  return false;
};

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
