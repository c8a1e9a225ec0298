import { closest, distance } from 'fastest-levenshtein';

/** No name is meant by more than that, and comparing costs as much as both are long. */
const longest = 64;

/** The known name that a misspelt one was most likely meant to be; undefined when none is like it. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  if (known.length === 0 || name.length > longest) return undefined;
  const plain = new Map(known.map((one) => [plainOf(one), one]));
  const near = closest(plainOf(name), [...plain.keys()]);
  // One letter in three, so that `status` is like `state` and no short name is like every other.
  return distance(plainOf(name), near) <= Math.floor(Math.max(name.length, near.length) / 3)
    ? plain.get(near)
    : undefined;
};

const plainOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
