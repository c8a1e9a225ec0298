import type { Members } from '#domain/contract/statement';
import type { Operation } from '#domain/define-operation';
import { tokensOf, valueAt } from '#domain/json/json-pointer';

const masked = '[secret]';

/**
 * Whether something that judging an answer reads, or what follows from it, is masked in it: then nobody can say what it says.
 * What a rule of the reference’s own reads, only the rule knows.
 */
export const readsHidden = ({ stated }: Operation, answer: unknown): boolean => {
  if (!stated?.answer) return JSON.stringify(answer).includes(masked);
  const { members, done = [], refused = [] } = stated.answer;
  const told = [...done, ...refused].flatMap((condition) => Object.keys(condition));
  return told.some((at) => isHiddenAt(answer, at)) || isHiddenIn(answer, members);
};

const isHiddenIn = (document: unknown, members: Members): boolean =>
  Object.values(members).some((member) => {
    if (member === null) return false;
    const { at, each } = typeof member === 'string' ? { at: member } : member;
    if (isHiddenAt(document, at)) return true;
    return each !== undefined && [valueAt(document, at)].flat().some((element) => isHiddenIn(element, each));
  });

/** There, or in anything on the way there. */
const isHiddenAt = (document: unknown, at: string): boolean => {
  const tokens = tokensOf(at);
  const places = tokens.map((_, index) =>
    at
      .split('/')
      .slice(0, index + 2)
      .join('/'),
  );
  return ['', ...places].some((place) => isHidden(valueAt(document, place)));
};

const isHidden = (value: unknown): boolean => typeof value === 'string' && value.includes(masked);
