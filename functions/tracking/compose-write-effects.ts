import type { CallContext } from '#requests/call-context';
import { noEffects, type WriteEffects } from '#requests/write-effects';

export interface EffectsByRule {
  order: WriteEffects;
  longRunning: WriteEffects;
  line: WriteEffects;
}

/** The tracking side of every call: by what the operation bears on. One that bears on nothing passes through untouched. */
export const composeWriteEffects = (steps: EffectsByRule): WriteEffects => {
  const stepsFor = ({ operation: { order, longRunning: progress, line } }: CallContext): WriteEffects => {
    if (order) return steps.order;
    if (progress) return steps.longRunning;
    return line ? steps.line : noEffects;
  };
  return {
    reserve: (subject, requestId) => stepsFor(subject).reserve(subject, requestId),
    isReserved: (subject, requestId) => stepsFor(subject).isReserved(subject, requestId),
    trackedKey: (subject) => stepsFor(subject).trackedKey?.(subject) ?? Promise.resolve(undefined),
    effectsOf: (subject, answer, requestId) => stepsFor(subject).effectsOf(subject, answer, requestId),
    recordObservation: (subject, answer) => stepsFor(subject).recordObservation(subject, answer),
  };
};
