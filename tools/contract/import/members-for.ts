import type { Leaf } from './leaves';
import { matchMember } from './match-members';

/** What a part of a statement says, and what it leaves open. */
export interface Part {
  statement: Record<string, unknown>;
  questions: readonly string[];
}

/** What is needed is asked for; what else there may be is stated where it is found. */
export const membersFor = (
  part: string,
  needed: readonly string[],
  known: readonly string[],
  leaves: readonly Leaf[],
  { among = () => leaves }: { among?: (pointer: string) => readonly Leaf[] } = {},
): { members: Record<string, string>; questions: string[] } => {
  const matches = needed.map((pointer) => [pointer, matchMember(part, pointer, among(pointer))] as const);
  const taken = matches.flatMap(([pointer, match]) => ('at' in match ? [[pointer, match.at] as const] : []));
  const places = new Set(taken.map(([, at]) => at));
  const others = known
    .filter((pointer) => !needed.includes(pointer) && pointer.split('/').length === 2)
    .flatMap((pointer) => {
      const match = matchMember(part, pointer, leaves);
      return 'at' in match && !places.has(match.at) ? [[pointer, match.at] as const] : [];
    });
  const claims = others.map(([, at]) => at);
  // Of two that seem to be at one place nobody can tell which is.
  const claimedTwice = new Set(claims.filter((at, index) => claims.indexOf(at) !== index));
  return {
    members: Object.fromEntries([...taken, ...others.filter(([, at]) => !claimedTwice.has(at))]),
    questions: matches.flatMap(([, match]) => ('question' in match ? [match.question] : [])),
  };
};
