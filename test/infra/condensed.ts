import { isDeepStrictEqual } from 'node:util';

type Entries = Record<string, unknown>;

const isRecord = (value: unknown): value is Entries => typeof value === 'object' && value !== null;

/** Whether two values are compared part by part. Lists are only where each element has its counterpart. */
const areComparable = (value: unknown, other: unknown): boolean =>
  Array.isArray(value) && Array.isArray(other)
    ? value.length === other.length
    : isRecord(value) && isRecord(other) && !Array.isArray(value) && !Array.isArray(other);

/** What one value has otherwise than another, member by member. */
const difference = (value: unknown, other: unknown): unknown => {
  if (!isRecord(value) || !isRecord(other) || !areComparable(value, other)) return value ?? '(not there)';
  const members = [...new Set([...Object.keys(other), ...Object.keys(value)])];
  return Object.fromEntries(
    members
      .filter((member) => !isDeepStrictEqual(value[member], other[member]))
      .map((member) => [member, difference(value[member], other[member])]),
  );
};

/**
 * Entries with each after the first of its kind written as what it has otherwise. Nothing is left out: what all of a kind
 * have in common stands once.
 */
export const condensed = (entries: Entries, kindOf: (name: string, entry: unknown) => string): Entries => {
  const firsts = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => {
      const kind = kindOf(name, entry);
      const first = firsts.get(kind);
      if (first !== undefined) return [name, { like: first, but: difference(entry, entries[first]) }];
      firsts.set(kind, name);
      return [name, entry];
    }),
  );
};
