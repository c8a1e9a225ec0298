import type { ReadBackVerdict, SentWrite } from '#domain/define-operation';
import { lateEffectMs, longestCallMs } from '#domain/late-effect';
import { isMasked, isSame } from '#operations/shared/same-value';

/** Something a read shows that may be what a write made. */
export interface Candidate {
  /** As AT&T’s answer to the write would have told it; undefined where the read shows too little of it. */
  shown: unknown;
  /** When AT&T made it, as it writes that. */
  madeAt: string | undefined;
  /** What the write asked for, with what is shown in its place. */
  pairs?: readonly (readonly [wanted: unknown, shown: unknown])[];
}

/** AT&T’s clock may be so much behind. */
const clockSkewMs = 5 * 60_000;

/** A date and time with an offset; a day alone does not tell before from after. */
const isPointInTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/i;

const instantOf = (text: string | undefined): number | undefined =>
  text !== undefined && isPointInTime.test(text)
    ? Date.parse(text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    : undefined;

type Made = 'before' | 'by-it' | 'perhaps';

/** Whether something was made before a write was sent or in the time in which the write takes effect; AT&T may write whole seconds. */
const madeWhen = (madeAt: string | undefined, sentAt: string, withinMs: number): Made => {
  const [made, sent] = [instantOf(madeAt), Date.parse(sentAt)];
  if (made === undefined) return 'perhaps';
  if (made < sent - clockSkewMs) return 'before';
  return made >= Math.floor(sent / 1_000) * 1_000 && made <= sent + withinMs ? 'by-it' : 'perhaps';
};

const agree = (pairs: Candidate['pairs'] = []): boolean =>
  pairs.every(
    ([wanted, shown]) =>
      wanted === undefined || isMasked(wanted) || shown === undefined || shown === null || isSame(wanted, shown),
  );

/** In so many milliseconds after it was sent a write takes effect, if it does. */
export const takesEffectWithinMs = ({ longestMs = longestCallMs }: Pick<SentWrite, 'longestMs'>): number =>
  longestMs + lateEffectMs;

export type Found = Candidate | 'none' | 'unclear';

/**
 * The one that the write made; `none` when all of them are older, `unclear` when one of them may be it or two of them are.
 * @param sentAt when the write was sent
 * @param withinMs how long after that it may have been made
 */
export const madeByWrite = (
  candidates: readonly Candidate[],
  sentAt: string,
  withinMs = takesEffectWithinMs({}),
): Found => {
  const possible = candidates
    .map((candidate) => ({ candidate, made: madeWhen(candidate.madeAt, sentAt, withinMs) }))
    .filter(({ made }) => made !== 'before');
  const certain = possible.filter(({ candidate, made }) => made === 'by-it' && agree(candidate.pairs));
  const [one, another] = certain;
  if (one && !another) return one.candidate;
  return possible.length === 0 ? 'none' : 'unclear';
};

/** @param none what it says of the write that the read shows nothing it can have made */
export const verdictOn = (found: Found, none: ReadBackVerdict): ReadBackVerdict => {
  if (found === 'none') return none;
  return found === 'unclear' || found.shown === undefined ? 'undecidable' : 'applied';
};

export const shownIn = (found: Found): unknown => (typeof found === 'string' ? undefined : found.shown);
