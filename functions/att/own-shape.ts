import { textAt, withValueAt } from '#domain/json/json-pointer';
import type { ResolvedBinding } from '#platform/resolved-binding';

/** Where an answer has the id AT&T gives and AT&T’s status word. */
export type Pointers = Pick<ResolvedBinding, 'idAt' | 'statusAt'>;

const members = ['idAt', 'statusAt'] as const;

/**
 * AT&T’s answer with id and status where the operation has them, also where the tenant states that AT&T has them
 * elsewhere. Everything that reads an answer reads this one; the caller gets AT&T’s own.
 */
export const inOwnShape = (answer: unknown, own: Pointers, stated: Pointers): unknown => {
  if (typeof answer !== 'object' || answer === null) return answer;
  return members.reduce<unknown>((shaped, member) => {
    const [to, from] = [own[member], stated[member]];
    return to === undefined || from === undefined || to === from
      ? shaped
      : withValueAt(shaped, to, textAt(answer, from));
  }, answer);
};
