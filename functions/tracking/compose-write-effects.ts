import type { Steps, Subject } from '#requests/write-effects';

export interface StepsByBearing {
  order: Steps;
  progress: Steps;
  line: Steps;
}

const nothing: Steps = {
  begin: () => Promise.resolve({ warnings: [] }),
  wasBegun: () => Promise.resolve(undefined),
  trackedBy: () => Promise.resolve(undefined),
  learn: () => ({ learned: undefined, items: [] }),
  observe: () => Promise.resolve(),
};

/** The tracking side of every call: by what the operation bears on. One that bears on nothing passes through untouched. */
export const composeSteps = (steps: StepsByBearing): Steps => {
  const stepsFor = ({ operation: { order, progress, line } }: Subject): Steps => {
    if (order) return steps.order;
    if (progress) return steps.progress;
    return line ? steps.line : nothing;
  };
  return {
    begin: (subject, requestId) => stepsFor(subject).begin(subject, requestId),
    wasBegun: (subject, requestId) => stepsFor(subject).wasBegun(subject, requestId),
    trackedBy: (subject) => stepsFor(subject).trackedBy?.(subject) ?? Promise.resolve(undefined),
    learn: (subject, answer, requestId) => stepsFor(subject).learn(subject, answer, requestId),
    observe: (subject, answer) => stepsFor(subject).observe(subject, answer),
  };
};
