import { jsonPointer } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { remembered } from '#domain/remembered';
import { Problem, type FieldError } from '#domain/problems/problems';
import type { Settings } from '#platform/settings';

/** Members that name whose something is, without capitals and signs: AT&T’s `spId`, and as others write it. */
const ownerNames = ['spid', 'solutionproviderid', 'solutionprovider'];

/** Carriers have SPIDs of their own: that of the one a number leaves is not an owner at AT&T. */
const foreignParts = ['oldserviceprovider'];

/**
 * Whatever of a request names a Solution Provider has to name the one the call is for, whose credentials it is made with.
 * @throws Problem `invalid-request` with a pointer for each that does not
 */
export const requireOwner = (
  { query, body }: ParsedRequest,
  solutionProvider: string,
  { bodySolutionProvider }: Pick<Settings, 'bodySolutionProvider'>,
): void => {
  if (bodySolutionProvider === 'any') return;
  const inQuery = foreignOwners(query, solutionProvider);
  const inBody = foreignOwners(body?.value, solutionProvider);
  if (inQuery.length === 0 && inBody.length === 0) return;
  const detail = `must be ${JSON.stringify(solutionProvider)}, the Solution Provider the call is for, or left out`;
  const errors: FieldError[] = [
    ...inQuery.map((path) => ({ parameter: `query ${path.join('.')}`, detail })),
    ...inBody.map((path) => ({ pointer: jsonPointer(path), detail })),
  ];
  throw new Problem('invalid-request', { errors });
};

/** What a member is by its name. */
const kindOf = remembered((name): 'owner' | 'foreign' | 'other' => {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  if (foreignParts.includes(plain)) return 'foreign';
  return ownerNames.includes(plain) ? 'owner' : 'other';
});

/** Where another one is named. */
const foreignOwners = (document: unknown, solutionProvider: string): string[][] => {
  const found: string[][] = [];
  const path: string[] = [];
  const lookInto = (value: object): void => {
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      const kind = isList ? 'other' : kindOf(name);
      if (kind === 'foreign' || member === null) continue;
      if (kind === 'owner' && member !== solutionProvider) found.push([...path, name]);
      else if (typeof member === 'object') {
        path.push(name);
        lookInto(member);
        path.pop();
      }
    }
  };
  if (typeof document === 'object' && document !== null) lookInto(document);
  return found;
};
