import type { CallContext } from '#requests/call-context';
import { noEffects, type WriteEffects } from '#requests/write-effects';

export interface EffectsByRule {
  order: WriteEffects;
  longRunning: WriteEffects;
  line: WriteEffects;
}

/** The tracking side of every call, by what its operation has to do with. One of nothing tracked passes through untouched. */
export const composeWriteEffects = (effects: EffectsByRule): WriteEffects => {
  const of = ({ operation: { order, longRunning, line } }: CallContext): WriteEffects => {
    if (order) return effects.order;
    if (longRunning) return effects.longRunning;
    return line ? effects.line : noEffects;
  };
  return {
    reserve: (context, requestId) => of(context).reserve(context, requestId),
    release: (context, requestId) => of(context).release(context, requestId),
    isReserved: (context, requestId) => of(context).isReserved(context, requestId),
    trackedKey: (context) => of(context).trackedKey(context),
    effectsOf: (context, answer, requestId) => of(context).effectsOf(context, answer, requestId),
    scheduleFollowUp: (context, answer) => of(context).scheduleFollowUp(context, answer),
    recordObservation: (context, answer) => of(context).recordObservation(context, answer),
    observedKey: (context) => of(context).observedKey(context),
  };
};
