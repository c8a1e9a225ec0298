import { tokensOf } from '#domain/json/json-pointer';
import type { Secrets } from '#domain/masking/secrets';
import { maskSentence, maskText } from '#domain/masking/mask-text';
import { keepDigits, parseKeepingDigits } from '#domain/json/parse-json';

const masked = '[secret]';

/**
 * A JSON document with the values at some pointers replaced by `[secret]`; what is not there stays away.
 * @param pointers RFC 6901; `*` stands for every element of an array
 */
export const maskMembers = (text: string, pointers: readonly string[] = []): string => {
  if (pointers.length === 0) return text;
  const value = parseKeepingDigits(text);
  maskAllAt(value, pointers);
  return JSON.stringify(value);
};

/** The same of a document that is read, in place. */
export const maskAllAt = (value: unknown, pointers: readonly string[]): void => {
  for (const pointer of pointers) maskAt(value, tokensOf(pointer));
};

/** A document with its members of secret names replaced, wherever they stand. */
export const maskNames = (text: string, { isName }: Pick<Secrets, 'isName'>): string =>
  JSON.stringify(
    JSON.parse(text, (key, member: unknown, context) => (isName(key) ? masked : keepDigits(key, member, context))),
  );

/**
 * A caller’s document with what is secret replaced: also where it stands in a wrong place or is misspelt, because under a
 * name that nobody knows everything is let through.
 */
export const maskRequest = (text: string, secrets: Secrets): string =>
  JSON.stringify(withoutSecrets(parseKeepingDigits(text), secrets));

/** The same of a document that is read. */
export const withoutSecrets = (value: unknown, secrets: Secrets, name = ''): unknown => {
  if (name !== '' && secrets.isMember(name, plain(value))) return masked;
  if (typeof value === 'string')
    return secrets.hasAny && name !== '' && !secrets.isDocumented(name) ? maskText(value) : maskSentence(value);
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, secrets, name));
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]: [string, unknown]) => [member, withoutSecrets(inner, secrets, member)]),
  );
};

/** Whether a document as it is stored has a text in it without what that calls a secret, so that nothing can be found by that text. */
export const hasMaskedSentence = (value: unknown): boolean => {
  if (typeof value === 'string') return value !== masked && value.includes(masked);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasMaskedSentence);
};

/** A number as its text. */
const plain = (value: unknown): unknown =>
  typeof value === 'number' || JSON.isRawJSON(value) ? JSON.stringify(value) : value;

const maskAt = (value: unknown, [token, ...rest]: readonly string[]): void => {
  if (token === undefined || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>; // Arrays are indexed by their tokens as well.
  const keys = token === '*' ? Object.keys(holder) : [token].filter((key) => Object.hasOwn(holder, key));
  for (const key of keys) {
    if (rest.length === 0) holder[key] = masked;
    else maskAt(holder[key], rest);
  }
};
