import { textAt, valueAt } from '#domain/json/json-pointer';

const longest = 100;

/**
 * The texts and numbers an answer has at some pointers, by our names. What it states to be null is null here too; what is
 * not there stays away.
 */
export const presentDetails = (
  answer: unknown,
  pointers: Readonly<Record<string, string>>,
): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(pointers).flatMap(([name, pointer]): [string, string | null][] => {
      if (valueAt(answer, pointer) === null) return [[name, null]];
      const value = textAt(answer, pointer);
      return value === undefined || value === '' ? [] : [[name, value.slice(0, longest)]];
    }),
  );
