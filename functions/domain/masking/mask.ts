import { tokensOf } from '#domain/json/json-pointer';
import type { Secrets } from '#domain/masking/secrets';
import { maskSentence, maskText } from '#domain/masking/mask-text';
import { parseKeepingDigits } from '#domain/json/parse-json';

const masked = '[secret]';

/**
 * A JSON document with the values at some pointers replaced by `[secret]`; what is not there stays away.
 * @param pointers RFC 6901; `*` stands for every element of an array
 */
export const maskMembers = (text: string, pointers: readonly string[] = []): string => {
  if (pointers.length === 0) return text;
  return JSON.stringify(maskedAt(parseKeepingDigits(text), pointers));
};

/** The same of a document that is read. What nothing is replaced in is not copied. */
export const maskedAt = (value: unknown, pointers: readonly string[]): unknown =>
  pointers.reduce((document, pointer) => {
    const tokens = tokensOf(pointer);
    return tokens.length === 0 ? document : maskAt(document, tokens, 0);
  }, value);

/**
 * A document with its members of secret names replaced, wherever they stand, and with what is made of every other value. What that
 * gives is what stands in the document.
 */
export const maskNames = (
  text: string,
  { isName }: Pick<Secrets, 'isName'>,
  ofValue: (key: string, value: unknown, context: { source?: string }) => unknown,
): string =>
  JSON.stringify(
    JSON.parse(text, (key, member: unknown, context) => (isName(key) ? masked : ofValue(key, member, context))),
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

const maskAt = (value: unknown, tokens: readonly string[], depth: number): unknown => {
  const token = tokens[depth];
  if (token === undefined) return masked;
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  const below = (inner: unknown): unknown => maskAt(inner, tokens, depth + 1);
  if (Array.isArray(value)) {
    if (token === '*') return value.map(below);
    return isIndexOf(value, token) ? value.with(Number(token), below(value[Number(token)])) : value;
  }
  if (token !== '*' && !Object.hasOwn(value, token)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      token === '*' || token === name ? below(member) : member,
    ]),
  );
};

const isIndexOf = (list: readonly unknown[], token: string): boolean =>
  token !== 'length' && Object.hasOwn(list, token);
