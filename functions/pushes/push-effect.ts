import { isFinal, mayFollow, plainWord } from '#domain/mobility/long-running-kind';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import type { Observation } from '#domain/mobility/observation';
import { anyKind } from '#tracking/long-running/any-kind';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** What a message does to an item; `PushState` says what each means. */
export type PushEffect = 'applied' | 'known' | 'late' | 'contradicts';

/**
 * A message moves an item forward, and nothing else: of a state that the item has, or has left behind, it tells nothing new,
 * and one that neither can follow the item’s nor lead to it is a contradiction.
 */
export const pushEffectOn = (item: LongRunningRequest, seen: Observation): PushEffect => {
  const rules = longRunningRules[item.kind];
  const pushed = seen.state ?? item.state;
  if (pushed === item.state) return 'known';
  switch (anyKind.effectOf(item, seen)) {
    case 'moved':
      return 'applied';
    case 'late':
      return isFinal(rules, item.state) && isFinal(rules, pushed) ? 'contradicts' : 'late';
    default:
      return mayFollow(rules, pushed, item.state) ? 'late' : 'contradicts';
  }
};

/** Whether the item’s state can follow the message’s as well: then the message may have been overtaken on its way. */
export const mayBeOvertaken = ({ kind, state }: LongRunningRequest, seen: Observation): boolean =>
  seen.state !== undefined && mayFollow(longRunningRules[kind], seen.state, state);

/**
 * What a message shows, beside what is known. It can be faster than the answer to the write that made the thing, and counts
 * from when that is known; and it need not repeat what tells states of one word apart.
 */
export const besideKnown = ({ kind, createdAt, details }: LongRunningRequest, seen: Observation): Observation => {
  const { refine } = longRunningRules[kind];
  const state = refine ? refine(seen.state, { ...details, ...seen.details }, plainWord(seen.status ?? '')) : seen.state;
  return { ...seen, ...(state !== undefined && { state }), at: seen.at < createdAt ? createdAt : seen.at };
};
