import { textAt } from '#runtime/json-pointer';

/** The texts and numbers an answer has at some pointers, by our names; what is not there stays away. */
export const presentDetails = (answer: unknown, pointers: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(pointers).flatMap(([name, pointer]) => {
      const value = textAt(answer, pointer);
      return value === undefined || value === '' ? [] : [[name, value.slice(0, 100)]];
    }),
  );
