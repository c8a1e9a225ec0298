/** The value an RFC 6901 pointer leads to, or undefined. */
export const valueAt = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, token) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, token)
          ? (value as Record<string, unknown>)[token] // Arrays are indexed by their tokens as well.
          : undefined,
      document,
    );

/** The text or number there, as text; undefined for anything else. */
export const textAt = (document: unknown, pointer: string | undefined): string | undefined => {
  const value = pointer === undefined ? undefined : valueAt(document, pointer);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};
