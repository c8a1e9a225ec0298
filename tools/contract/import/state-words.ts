import type { MemberAt } from '#domain/contract/statement';
import type { Operation } from '#domain/define-operation';
import { stateOfWord } from '#domain/mobility/long-running-kind';
import type { Leaf } from './leaves';

/** The member AT&T’s status word is at, with a place for words of AT&T’s that the gateway does not know. */
export const stateWords = (
  { binding: { statusAt }, polled, polledBy }: Operation,
  members: Record<string, string>,
  leaves: readonly Leaf[],
  part = 'answer.members',
): { members: Record<string, MemberAt>; questions: string[] } => {
  const at = statusAt === undefined ? undefined : members[statusAt];
  const until = (polled ?? polledBy?.polled)?.until;
  if (statusAt === undefined || at === undefined || !until || !('words' in until)) return { members, questions: [] };
  const values = leaves.find(({ pointer }) => pointer === at)?.values ?? [];
  const unknown = values.filter((word) => stateOfWord(until, word) === undefined);
  if (unknown.length === 0) return { members, questions: [] };
  const known = Object.keys(until.words).join(', ');
  return {
    members: { ...members, [statusAt]: { at, words: {} } },
    questions: unknown.map(
      (word) =>
        `${part}['${statusAt}'].words: what is \`${word}\`, and every other word AT&T has there? One of ${known}.`,
    ),
  };
};
