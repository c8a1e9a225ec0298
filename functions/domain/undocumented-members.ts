import * as z from 'zod';
import { jsonPointer } from '#domain/json/json-pointer';
import { nearestName } from '#domain/nearest-name';
import { branchesOf, type Definition, type Schema } from '#domain/schema-definition';

/** What is odd about a request, and lets it through. */
export const warningSchema = z.object({
  pointer: z.string().describe('Where in the body (RFC 6901), if it is about a member.').optional(),
  detail: z.string(),
  nearest: z.string().describe('The documented name that was perhaps meant.').optional(),
});
export type Warning = z.input<typeof warningSchema>;

/** What is wrong with more members than that is the same. */
const mostWarnings = 20;

/** Members that the schema of a body does not name, where it names any. They go to AT&T as they are. */
export const undocumentedMembers = (schema: Schema | undefined, body: unknown): Warning[] => {
  const found: Warning[] = [];
  const look = (value: unknown, branches: readonly Definition[], path: readonly string[]): void => {
    if (found.length >= mostWarnings || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      const elements = branches.flatMap((one) => (one.type === 'array' ? branchesOf(one.element) : []));
      for (const [index, element] of value.entries()) look(element, elements, [...path, String(index)]);
      return;
    }
    const members = branches.flatMap((one) => (one.type === 'object' ? Object.entries(one.shape) : []));
    const documented = Map.groupBy(members, ([name]) => name);
    // What is documented of it says nothing of its members.
    if (documented.size === 0) return;
    for (const [name, member] of Object.entries(value)) {
      const here = [...path, name];
      const known = documented.get(name);
      if (known)
        look(
          member,
          known.flatMap(([, of]) => branchesOf(of)),
          here,
        );
      else if (found.length < mostWarnings) found.push(undocumented(here, nearestName(name, [...documented.keys()])));
    }
  };
  if (schema) look(body, branchesOf(schema), []);
  return found;
};

const undocumented = (path: readonly string[], nearest: string | undefined): Warning => ({
  pointer: jsonPointer(path),
  detail: 'is not documented; AT&T is sent it as it is',
  ...(nearest !== undefined && { nearest }),
});
