import { keepDigits } from '#domain/json/parse-json';

const masked = '[secret]';

/**
 * A JSON document with the values at some pointers replaced by `[secret]`; what is not there stays away.
 * @param pointers RFC 6901; `*` stands for every element of an array
 */
export const maskMembers = (text: string, pointers: readonly string[] = []): string => {
  if (pointers.length === 0) return text;
  const value: unknown = JSON.parse(text, keepDigits);
  for (const pointer of pointers) maskAt(value, pointer.split('/').slice(1).map(unescaped));
  return JSON.stringify(value);
};

/** Names of the members that pointers lead to. */
export const namesAt = (pointers: readonly string[]): Set<string> =>
  new Set(pointers.map((pointer) => unescaped(pointer.slice(pointer.lastIndexOf('/') + 1))));

/**
 * A caller’s document with its secret members replaced, also where they stand in a wrong place: under a member whose name
 * nobody knows, everything is let through.
 */
export const maskRequest = (text: string, pointers: readonly string[] = []): string => {
  if (pointers.length === 0) return text;
  const names = namesAt(pointers);
  const value: unknown = JSON.parse(text, (key, member: unknown, context) =>
    names.has(key) ? masked : keepDigits(key, member, context),
  );
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
