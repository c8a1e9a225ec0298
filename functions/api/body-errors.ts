import { jsonPointer, valueAt } from '#domain/json/json-pointer';
import { nearestName } from '#domain/nearest-name';
import type { FieldError } from '#domain/problems/problems';
import { branchesOf, type Definition, type Schema } from '#domain/schema-definition';

/** What is wrong in one place. */
export interface Issue {
  path: PropertyKey[];
  detail: string;
}

export const requiredDetail = 'is required';

/** What is misspelt in every row of many is the same. */
const mostMeant = 20;
/** Comparing costs, and nobody misspells as many. */
const mostCompared = 100;

/** What is wrong with a body, with pointers. Where a member is missing, whether it is only misspelt; as what is not quoted, since it may be anything. */
export const bodyErrors = (issues: readonly Issue[], body: unknown, schema: Schema | undefined): FieldError[] =>
  issues.map(({ path, detail }, index) => {
    const isMeant = detail === requiredDetail && index < mostMeant && schema && isMisspelt(path, body, schema);
    return {
      pointer: jsonPointer(path),
      detail: isMeant ? `${detail}; a member beside it has nearly this name` : detail,
    };
  });

/** Whether beside a missing member is one that nobody knows and whose name is nearly that one’s. */
const isMisspelt = (path: readonly PropertyKey[], body: unknown, schema: Schema): boolean => {
  const [missing, above] = [path.at(-1), path.slice(0, -1)];
  const holder = valueAt(body, jsonPointer(above));
  if (typeof missing !== 'string' || typeof holder !== 'object' || holder === null) return false;
  const known = namesAt(branchesOf(schema), above);
  if (!known.includes(missing)) return false;
  const strange = Object.keys(holder).filter((name) => !known.includes(name));
  return strange.slice(0, mostCompared).some((name) => nearestName(name, known) === missing);
};

/** The members that a schema names there, in whichever of its branches. */
const namesAt = (branches: readonly Definition[], [token, ...below]: readonly PropertyKey[]): string[] => {
  if (token === undefined) return branches.flatMap((one) => (one.type === 'object' ? Object.keys(one.shape) : []));
  const inner = branches.flatMap((one) => {
    if (one.type === 'array') return branchesOf(one.element);
    const member = one.type === 'object' && typeof token === 'string' ? one.shape[token] : undefined;
    return member ? branchesOf(member) : [];
  });
  return namesAt(inner, below);
};
