import { textOf, valueAt } from '#domain/json/json-pointer';

const longest = 100;

/**
 * The texts and numbers an answer has at some pointers, by our names. What it states to be null is null here too; what is
 * not there stays away.
 */
export const presentDetails = (
  answer: unknown,
  pointers: Readonly<Record<string, string>>,
): Record<string, string | null> => {
  const details: Record<string, string | null> = {};
  for (const [name, pointer] of Object.entries(pointers)) {
    const value = valueAt(answer, pointer);
    const text = textOf(value);
    if (value === null) details[name] = null;
    else if (text !== undefined && text !== '') details[name] = text.slice(0, longest);
  }
  return details;
};
