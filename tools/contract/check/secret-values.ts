import type { Operation } from '#domain/define-operation';
import { jsonPointer } from '#domain/json/json-pointer';
import { parseExactly } from '#domain/json/parse-json';
import { isSecretName } from '#domain/masking/secret-names';

export interface SecretValue {
  at: string;
  value: string;
}

/** The values of a body that are secret: at the operation’s secret members, or by their names. */
export const secretValues = ({ secretMembers = [] }: Operation, body: string | undefined): SecretValue[] =>
  body === undefined
    ? []
    : leavesOf(parseExactly(body))
        .filter(({ path }) => isSecretAt(secretMembers, path) || isSecretName(path.findLast(isName) ?? '', []))
        .map(({ path, value }) => ({ at: jsonPointer(path), value }));

const isName = (token: string): boolean => !/^\d+$/.test(token);

const isSecretAt = (pointers: readonly string[], path: readonly string[]): boolean =>
  pointers.some((pointer) => {
    const tokens = pointer.split('/').slice(1);
    return tokens.length <= path.length && tokens.every((token, index) => token === '*' || token === path[index]);
  });

interface Leaf {
  path: readonly string[];
  value: string;
}

const leavesOf = (value: unknown, path: readonly string[] = []): Leaf[] => {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, value: String(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
};
