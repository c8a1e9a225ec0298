import type { Leaf } from './leaves';
import { hasForm, likeness } from './synonyms';

/** A member of AT&T’s for one of the gateway’s, or why nobody can tell. */
export type Match = { at: string } | { question: string };

/** @param part `request.members` or `answer.members` */
export const matchMember = (part: string, pointer: string, leaves: readonly Leaf[]): Match => {
  const own = pointer.slice(pointer.lastIndexOf('/') + 1);
  const scored = leaves
    .map((leaf) => ({ leaf, score: scoreOf(own, leaf) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first && first.score > 1 && first.score !== second?.score) return { at: first.leaf.pointer };
  const place = `${part}['${pointer}']`;
  if (!first) return { question: `${place}: which member is it? Nothing in the file is like it.` };
  const candidates = scored.filter(({ score }) => score === first.score || score > 1);
  return { question: `${place}: which of ${candidates.map(({ leaf }) => leaf.pointer).join(', ')} is it, if any?` };
};

const scoreOf = (own: string, { name, values }: Leaf): number => {
  // What is new is called in AT&T’s answer as what it takes the place of.
  const thing = own.replace(/^new(?=[A-Z])/, '');
  const form = hasForm(thing, values);
  if (form === false) return 0;
  return Math.max(likeness(own, name), likeness(thing, name)) + (form === true ? 1.5 : 0);
};
