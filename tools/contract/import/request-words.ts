import type { MemberAt } from '#domain/contract/statement';
import { tokensOf } from '#domain/json/json-pointer';
import { branchesOf, type Schema } from '#domain/schema-definition';
import { listIn, objectIn, type Endpoint } from './endpoint';
import type { Leaf } from './leaves';

/** Members of a request for which the gateway has words, each with a place for AT&T’s where those are others. */
export const requestWords = (
  body: Schema,
  members: Record<string, string>,
  leaves: readonly Leaf[],
  schema: Endpoint['schema'],
): { members: Record<string, MemberAt>; questions: string[] } => {
  const found = Object.entries(members).map(([pointer, at]) => {
    const own = ownWords(body, pointer);
    const strange = own.length === 0 ? [] : wordsAt(at, leaves, schema).filter((word) => !own.includes(word));
    return { pointer, at, own, strange };
  });
  return {
    members: Object.fromEntries(
      found.map(({ pointer, at, strange }) => [pointer, strange.length > 0 ? { at, words: {} } : at]),
    ),
    questions: found
      .filter(({ strange }) => strange.length > 0)
      .map(
        ({ pointer, own, strange }) =>
          `request.members['${pointer}'].words: what is each of ${strange.map((word) => `\`${word}\``).join(', ')}? One of ${own.join(', ')}.`,
      ),
  };
};

/** The words the gateway takes there; none where it takes any text. */
const ownWords = (body: Schema, pointer: string): string[] => {
  const [name = '', deeper] = tokensOf(pointer);
  if (deeper !== undefined) return [];
  const members = branchesOf(body)
    .flatMap((one) => (one.type === 'object' ? (one.shape[name] ?? []) : []))
    .flatMap(branchesOf);
  const words = members.map((one) => {
    if (one.type === 'literal') return one.values.map(String);
    return one.type === 'enum' ? Object.values(one.entries).map(String) : [];
  });
  return words.some((some) => some.length === 0) ? [] : [...new Set(words.flat())];
};

/** The words of AT&T’s that samples and the schema show there. */
const wordsAt = (at: string, leaves: readonly Leaf[], schema: Endpoint['schema']): string[] => {
  const described = tokensOf(at).reduce((part, token) => objectIn(objectIn(part['properties'])[token]), schema ?? {});
  const listed = listIn(described['enum']).filter((one) => typeof one === 'string');
  const seen = leaves.find(({ pointer }) => pointer === at)?.values ?? [];
  return [...new Set([...listed, ...seen])];
};
