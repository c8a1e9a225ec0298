/** One text per value, whatever the order of members, so that equal texts mean deep equality. `undefined` reads as null. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value ?? null, membersSorted);

const membersSorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
