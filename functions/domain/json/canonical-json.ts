/**
 * A JSON document as text that is the same whatever its white space and the order of its members. Numbers count as written:
 * `1`, `1.0` and `1e0` are three different values, because only AT&T knows whether they mean the same.
 * @param text JSON whose members are unique, as `parseJson` makes it
 */
export const canonicalJson = (text: string): string => JSON.stringify(JSON.parse(text, canonical));

/** Sorts members from the leaves up, keeping every number's own digits. */
const canonical = (_key: string, value: unknown, { source }: { source?: string }): unknown => {
  if (typeof value === 'number' && source !== undefined) return JSON.rawJSON(source);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || JSON.isRawJSON(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};
