import { jsonPointer } from '#domain/json/json-pointer';
import { nearestName } from '#domain/nearest-name';
import { branchesOf, type Definition, type Schema } from '#domain/schema-definition';
import type { Warning } from '#domain/warning';

/** What is wrong with more members than that is the same. */
const mostWarnings = 20;

/** What is documented of a value: the members it may have, and what its elements may be. Read when it is first needed. */
interface Documented {
  members: () => ReadonlyMap<string, Documented>;
  elements: () => Documented;
}

const documentedBy = (branches: readonly Definition[]): Documented => {
  let members: ReadonlyMap<string, Documented> | undefined;
  let elements: Documented | undefined;
  return {
    members: () => (members ??= membersOf(branches)),
    elements: () =>
      (elements ??= documentedBy(branches.flatMap((one) => (one.type === 'array' ? branchesOf(one.element) : [])))),
  };
};

const membersOf = (branches: readonly Definition[]): ReadonlyMap<string, Documented> => {
  const members = branches.flatMap((one) => (one.type === 'object' ? Object.entries(one.shape) : []));
  const byName = Map.groupBy(members, ([name]) => name);
  return new Map([...byName].map(([name, all]) => [name, documentedBy(all.flatMap(([, of]) => branchesOf(of)))]));
};

const known = new WeakMap<Schema, Documented>();

const documentedIn = (schema: Schema): Documented => {
  const documented = known.get(schema) ?? documentedBy(branchesOf(schema));
  known.set(schema, documented);
  return documented;
};

/** Members that the schema of a body does not name, where it names any. They go to AT&T as they are. */
export const undocumentedMembers = (schema: Schema | undefined, body: unknown): Warning[] => {
  const found: Warning[] = [];
  const look = (value: unknown, documented: Documented, path: readonly string[]): void => {
    if (found.length >= mostWarnings || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) look(element, documented.elements(), [...path, String(index)]);
      return;
    }
    const members = documented.members();
    // What is documented of it says nothing of its members.
    if (members.size === 0) return;
    for (const [name, member] of Object.entries(value)) {
      const here = [...path, name];
      const of = members.get(name);
      if (of) look(member, of, here);
      else if (found.length < mostWarnings) found.push(undocumented(here, nearestName(name, [...members.keys()])));
    }
  };
  if (schema) look(body, documentedIn(schema), []);
  return found;
};

const undocumented = (path: readonly string[], nearest: string | undefined): Warning => ({
  pointer: jsonPointer(path),
  detail: 'is not documented; AT&T is sent it as it is',
  ...(nearest !== undefined && { nearest }),
});
