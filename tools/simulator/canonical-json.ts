/** One text per value, whatever the order of members, so that equal texts mean deep equality. `undefined` reads as null. */
export const canonicalJson = (value: unknown): string => JSON.stringify(membersSorted(value ?? null));

const membersSorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(membersSorted);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, membersSorted((value as Record<string, unknown>)[name])]));
};
