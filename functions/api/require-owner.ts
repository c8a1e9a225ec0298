import { jsonPointer } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
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
  const detail = `must be ${JSON.stringify(solutionProvider)}, the Solution Provider the call is for, or left out`;
  const errors: FieldError[] = [
    ...foreignOwners(query, solutionProvider).map((path) => ({ parameter: `query ${path.join('.')}`, detail })),
    ...foreignOwners(body?.value, solutionProvider).map((path) => ({ pointer: jsonPointer(path), detail })),
  ];
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
};

/** Where another one is named. */
const foreignOwners = (value: unknown, solutionProvider: string): string[][] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const plain = Array.isArray(value) ? '' : name.toLowerCase().replace(/[^a-z]/g, '');
    if (foreignParts.includes(plain)) return [];
    if (ownerNames.includes(plain) && member !== null && member !== solutionProvider) return [[name]];
    return foreignOwners(member, solutionProvider).map((path) => [name, ...path]);
  });
};
