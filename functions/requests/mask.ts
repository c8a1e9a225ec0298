const masked = '[secret]';

/**
 * A JSON document with the values at some pointers replaced by `[secret]`; what is not there stays away.
 * @param pointers RFC 6901; `*` stands for every element of an array
 */
export const maskMembers = (text: string, pointers: readonly string[] = []): string => {
  if (pointers.length === 0) return text;
  const value: unknown = JSON.parse(text, (_key, member: unknown, { source }) =>
    typeof member === 'number' && source !== undefined ? JSON.rawJSON(source) : member,
  );
  for (const pointer of pointers) maskAt(value, pointer.split('/').slice(1).map(unescaped));
  return JSON.stringify(value);
};

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

const maskAt = (value: unknown, [token, ...rest]: readonly string[]): void => {
  if (token === undefined || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>; // Arrays are indexed by their tokens as well.
  const keys = token === '*' ? Object.keys(holder) : [token].filter((key) => Object.hasOwn(holder, key));
  for (const key of keys) {
    if (rest.length === 0) holder[key] = masked;
    else maskAt(holder[key], rest);
  }
};
