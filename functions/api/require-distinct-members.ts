import { jsonPointer } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { Problem, type FieldError } from '#domain/problems/problems';

/**
 * Of two members that differ in letter case alone the gateway checks one, and nobody can say which one AT&T reads.
 * @throws Problem `invalid-request` with a pointer for each that repeats another one so
 */
export const requireDistinctMembers = ({ body }: ParsedRequest): void => {
  const errors = repeatedIn(body?.value, []);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
};

const repeatedIn = (value: unknown, path: readonly string[]): FieldError[] => {
  if (typeof value !== 'object' || value === null) return [];
  const seen = new Map<string, string>();
  return Object.entries(value).flatMap(([name, member]) => {
    const first = seen.get(name.toLowerCase());
    const here = [...path, name];
    if (first !== undefined)
      return [{ pointer: jsonPointer(here), detail: `differs from \`${first}\` in letter case alone` }];
    seen.set(name.toLowerCase(), name);
    return repeatedIn(member, here);
  });
};
