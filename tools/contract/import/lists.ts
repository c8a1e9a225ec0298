import type { MemberAt, Members } from '#domain/contract/statement';
import { jsonPointer } from '#domain/json/json-pointer';
import { branchesOf, type Schema } from '#domain/schema-definition';
import { membersOf } from '../describe-needs';
import { isObject } from './endpoint';
import { leavesOf } from './leaves';
import { matchMember } from './match-members';
import { likeness } from './synonyms';

/** A list of the gateway’s reference, and which members its elements have. */
interface OwnList {
  pointer: string;
  members: readonly string[];
}

/** What may be a list of AT&T’s: one without its brackets, too, as documents that once were XML have it. */
interface SeenList {
  pointer: string;
  elements: readonly unknown[];
}

/** Lists of the gateway’s reference where samples show one whose elements have a member of theirs, with those members. */
export const listMembers = (response: Schema, documents: readonly unknown[]): Record<string, MemberAt> =>
  Object.fromEntries(
    ownLists(response).flatMap((own) => {
      const [first, second] = seenLists(documents)
        .map((seen) => ({ seen, each: eachOf(own, seen) }))
        .filter(({ each }) => Object.keys(each).length > 0)
        .toSorted((a, b) => fit(own, b) - fit(own, a));
      // Of two that fit as well nobody can tell which it is.
      return first && (!second || fit(own, first) > fit(own, second))
        ? [[own.pointer, { at: first.seen.pointer, each: first.each }]]
        : [];
    }),
  );

/** Members count first, then the list’s name; of a list and what it stands in, the list. */
const fit = (own: OwnList, { seen, each }: { seen: SeenList; each: Members }): number =>
  Object.keys(each).length +
  likeness(lastOf(own.pointer), lastOf(seen.pointer)) / 10 -
  Object.values(each).filter((at) => typeof at === 'string' && /\/\d+\//.test(at)).length / 100;

const lastOf = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

const ownLists = (response: Schema): OwnList[] =>
  branchesOf(response).flatMap((one) =>
    one.type === 'object'
      ? Object.entries(one.shape).flatMap(([name, member]) =>
          branchesOf(member).flatMap((list) => {
            const members = list.type === 'array' ? membersOf(list.element) : [];
            return members.length > 0 ? [{ pointer: jsonPointer([name]), members }] : [];
          }),
        )
      : [],
  );

const seenLists = (documents: readonly unknown[]): SeenList[] =>
  [
    ...Map.groupBy(
      documents.flatMap((document) => holders(document, [])),
      ({ pointer }) => pointer,
    ),
  ].map(([pointer, same]) => ({ pointer, elements: same.flatMap(({ elements }) => elements) }));

const holders = (value: unknown, path: readonly string[]): SeenList[] => {
  if (Array.isArray(value)) return value.some(isObject) ? [{ pointer: jsonPointer(path), elements: value }] : [];
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([name, member]) => holders(member, [...path, name]));
  return path.length === 0 ? inner : [{ pointer: jsonPointer(path), elements: [value] }, ...inner];
};

const eachOf = ({ members }: OwnList, { elements }: SeenList): Members => {
  const leaves = leavesOf(elements);
  const found = members.flatMap((pointer) => {
    const match = matchMember('', pointer, leaves);
    return 'at' in match ? [[pointer, match.at] as const] : [];
  });
  const places = found.map(([, at]) => at);
  return Object.fromEntries(found.filter(([, at]) => places.indexOf(at) === places.lastIndexOf(at)));
};
