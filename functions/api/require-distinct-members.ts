import { jsonPointer } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { inLowerCase } from '#domain/remembered';
import { Problem, type FieldError } from '#domain/problems/problems';

/**
 * Of two members that differ in letter case alone the gateway checks one, and nobody can say which one AT&T reads.
 * @throws Problem `invalid-request` with a pointer for each that repeats another one so
 */
export const requireDistinctMembers = ({ body }: ParsedRequest): void => {
  const errors = repeatedIn(body?.value);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
};

const repeatedIn = (document: unknown): FieldError[] => {
  const errors: FieldError[] = [];
  const path: string[] = [];
  const lookAt = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const isList = Array.isArray(value);
    const seen = new Map<string, string>();
    for (const [name, member] of Object.entries(value)) {
      path.push(name);
      const lower = isList ? name : inLowerCase(name);
      const first = seen.get(lower);
      seen.set(lower, first ?? name);
      if (first === undefined) lookAt(member);
      else errors.push({ pointer: jsonPointer(path), detail: `differs from \`${first}\` in letter case alone` });
      path.pop();
    }
  };
  lookAt(document);
  return errors;
};
