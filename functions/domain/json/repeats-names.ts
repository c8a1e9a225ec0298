const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/**
 * Whether an object of a JSON document gives a member more than once, in whatever spelling of its name.
 * @param value the document as `JSON.parse` reads it, which keeps the last one alone
 */
export const repeatsNames = (text: string, value: unknown): boolean => membersWritten(text) > membersIn(value);

/** Outside texts there is a colon for each member and nowhere else. */
const membersWritten = (text: string): number => {
  let count = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === quote) isInText = !isInText;
    else if (isInText && character === backslash) index += 1;
    else if (!isInText && character === colon) count += 1;
  }
  return count;
};

const membersIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : inside.length;
  for (const one of inside) if (typeof one === 'object') count += membersIn(one);
  return count;
};
