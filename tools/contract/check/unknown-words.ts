import type { Members } from '#domain/contract/statement';
import { inOwnShape, plain } from '#domain/contract/own-shape';
import type { Operation } from '#domain/define-operation';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { stateOfWord, type LongRunningKindRules } from '#domain/mobility/long-running-kind';

/** AT&T’s words in an answer that the statement has none of the gateway’s for. */
export const unknownWords = (operation: Operation, answer: unknown): string[] => {
  const members = operation.stated?.answer?.members ?? {};
  return [...new Set([...withoutWord(members, answer), ...withoutState(operation, members, answer)])];
};

const withoutWord = (members: Members, document: unknown): string[] =>
  Object.entries(members).flatMap(([to, member]) => {
    if (member === null || typeof member === 'string') return [];
    const { at, words, each } = member;
    const value = valueAt(document, at);
    if (value === undefined || value === null) return [];
    if (each) return [value].flat().flatMap((one) => withoutWord(each, one));
    return words && !isWordIn(words, value) ? [sentence(plain(value), to)] : [];
  });

/** The gateway’s own words may stand there as well. */
const isWordIn = (words: Record<string, string>, value: unknown): boolean =>
  [...Object.keys(words), ...Object.values(words)].some((word) => plain(word) === plain(value));

const withoutState = (operation: Operation, members: Members, answer: unknown): string[] => {
  const rules = rulesOf(operation);
  const { statusAt } = operation.binding;
  if (!rules || statusAt === undefined) return [];
  const word = textAt(inOwnShape(members, answer), statusAt);
  return word === undefined || stateOfWord(rules, word) !== undefined ? [] : [sentence(word, statusAt)];
};

const rulesOf = ({ polled, polledBy }: Operation): LongRunningKindRules | undefined => {
  const until = (polled ?? polledBy?.polled)?.until;
  return until && 'words' in until ? until : undefined;
};

const sentence = (word: string, at: string): string =>
  `the word \`${word}\` of ${at} is unknown: add it to answer.members['${at}'].words`;
