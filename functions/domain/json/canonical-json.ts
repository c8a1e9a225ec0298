import { parseKeepingDigits } from '#domain/json/parse-json';

/**
 * A JSON document as text that is the same whatever its white space and the order of its members. Numbers count as written:
 * `1`, `1.0` and `1e0` are three different values, because only AT&T knows whether they mean the same.
 * @param text JSON whose members are unique, as `parseJson` makes it
 */
export const canonicalJson = (text: string): string => JSON.stringify(inCanonicalOrder(parseKeepingDigits(text)));

/** A copy of a document with the members of every object by their names. */
export const inCanonicalOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  if (Array.isArray(value)) return value.map(inCanonicalOrder);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]: [string, unknown]) => [name, inCanonicalOrder(member)]),
  );
};
