import { remembered } from '#domain/remembered';

/** A JSON pointer (RFC 6901). */
export type Pointer = `/${string}`;

/** The value an RFC 6901 pointer leads to, or undefined. */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value = document;
  for (const token of tokensOf(pointer)) value = memberOf(value, token);
  return value;
};

/** What an object or a list has of its own under that key. */
const memberOf = (value: unknown, token: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, token)
    ? (value as Record<string, unknown>)[token] // Arrays are indexed by their tokens as well.
    : undefined;

/** The keys along a pointer. */
export const tokensOf = remembered((pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
);

/** A copy of the document with another value where the pointer leads, and objects on the way there where there are none. */
export const withValueAt = (document: unknown, pointer: string, value: unknown): unknown => {
  const tokens = tokensOf(pointer);
  const put = (here: unknown, depth: number): unknown => {
    const token = tokens[depth];
    if (token === undefined) return value;
    const next = put(memberOf(here, token), depth + 1);
    if (Array.isArray(here) && /^\d+$/.test(token) && Number(token) < here.length)
      return here.with(Number(token), next);
    return { ...(typeof here === 'object' ? here : {}), [token]: next };
  };
  return put(document, 0);
};

/** The text or number there, as text; undefined for anything else. */
export const textAt = (document: unknown, pointer: string | undefined): string | undefined =>
  pointer === undefined ? undefined : textOf(valueAt(document, pointer));

/** A text or number, as text; undefined for anything else. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Every text or number there, as text: on the way and at its end lists stand for each of their elements. */
export const textsAt = (document: unknown, pointer: string | undefined): string[] =>
  pointer === undefined
    ? []
    : tokensOf(pointer)
        .reduce<unknown[]>(
          (values, token) => values.map((value) => memberOf(value, token)).flatMap(elementsOf),
          elementsOf(document),
        )
        .flatMap((value) => textOf(value) ?? []);

const elementsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The RFC 6901 pointer along these keys. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
