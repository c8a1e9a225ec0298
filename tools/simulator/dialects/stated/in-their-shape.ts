import { plain } from '#domain/contract/own-shape';
import type { Condition, MemberAt, Members } from '#domain/contract/statement';
import { valueAt, withValueAt } from '#domain/json/json-pointer';
import { asNumber } from './numbers';

/** A document of the simulator’s in a sample of the tenant’s, each member where the statement says that AT&T has it. */
export const inTheirShape = (members: Members, own: unknown, sample: unknown): unknown =>
  Object.entries(members).reduce((theirs, [pointer, member]) => {
    if (member === null) return theirs;
    const at = placeOf(member);
    if (valueAt(own, pointer) === undefined && valueAt(theirs, at) === undefined) return theirs;
    return withValueAt(theirs, at, spelt(member, valueAt(own, pointer), valueAt(sample, at)));
  }, sample);

const placeOf = (member: NonNullable<MemberAt>): string => (typeof member === 'string' ? member : member.at);

const spelt = (member: NonNullable<MemberAt>, own: unknown, sample: unknown): unknown => {
  const { words, each }: Partial<Exclude<MemberAt, string | null>> = typeof member === 'string' ? {} : member;
  if (each && Array.isArray(own)) return listed(each, own, sample);
  if (words) return Object.entries(words).find(([, word]) => plain(word) === plain(own))?.[0] ?? own;
  return typeof own === 'string' ? asNumber(own, sample) : own;
};

/** One element stands without the list where the sample’s does. */
const listed = (each: Members, own: readonly unknown[], sample: unknown): unknown => {
  const [like] = Array.isArray(sample) ? (sample as unknown[]) : [sample];
  const elements = own.map((element) => inTheirShape(each, element, like ?? {}));
  const [only] = elements;
  return elements.length === 1 && sample !== undefined && !Array.isArray(sample) ? only : elements;
};

/** The document with what makes it meet the condition. */
export const meeting = (condition: Condition = {}, document: unknown): unknown =>
  Object.entries(condition).reduce((theirs, [pointer, words]) => {
    const value = valueAt(theirs, pointer);
    const isThere = value !== undefined && value !== null && value !== '';
    if (words === true) return isThere ? theirs : withValueAt(theirs, pointer, true);
    return isThere && words.some((word) => plain(word) === plain(value))
      ? theirs
      : withValueAt(theirs, pointer, words[0]);
  }, document);
