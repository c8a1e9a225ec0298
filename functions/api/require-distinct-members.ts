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

/** The one that was seen before and differs in letter case alone. */
const firstOf = (name: string, seen: Map<string, string>): string | undefined => {
  const lower = inLowerCase(name);
  const first = seen.get(lower);
  if (first === undefined) seen.set(lower, name);
  return first;
};

const repeatedIn = (document: unknown): FieldError[] => {
  const errors: FieldError[] = [];
  const path: string[] = [];
  const lookInto = (value: object): void => {
    const isList = Array.isArray(value);
    const seen = new Map<string, string>();
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      const first = isList ? undefined : firstOf(name, seen);
      if (first !== undefined) {
        const pointer = jsonPointer([...path, name]);
        errors.push({ pointer, detail: `differs from \`${first}\` in letter case alone` });
      } else if (typeof member === 'object' && member !== null) {
        path.push(name);
        lookInto(member);
        path.pop();
      }
    }
  };
  if (typeof document === 'object' && document !== null) lookInto(document);
  return errors;
};
