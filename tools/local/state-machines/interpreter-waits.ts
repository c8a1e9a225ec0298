import type { RunOptions } from 'aws-local-stepfunctions';
import type { SimulatedTime } from '../simulated-time';

type WaitTimes = NonNullable<NonNullable<RunOptions['overrides']>['waitTimeOverrides']>;

let isWaitNext = false;

/**
 * The interpreter waits by `setTimeout` and lets nobody replace it. It looks for an override of a Wait state right before,
 * in the same turn: that look tells that the next timer is the state’s. There is no override, so it reads the
 * definition’s own `SecondsPath`; only who wakes it is another.
 */
export const watchedWaits: WaitTimes = new Proxy<Record<string, number>>(
  {},
  {
    get: () => {
      isWaitNext = true;
      queueMicrotask(() => (isWaitNext = false));
      return undefined;
    },
  },
);

const longestTimerMs = 2 ** 31 - 1;

/** From now on Wait states of the interpreter last as long in simulated time. Every other timer of the process stays as it is. */
export const waitInSimulatedTime = (time: SimulatedTime): void => {
  globalThis.setTimeout = new Proxy(globalThis.setTimeout, {
    apply: (original, self, args: Parameters<typeof setTimeout>) => {
      if (!isWaitNext) return Reflect.apply(original, self, args);
      isWaitNext = false;
      const [wake, milliseconds = 0] = args;
      // What the interpreter clears when an execution is stopped.
      const handle = Reflect.apply(original, self, [() => undefined, longestTimerMs]);
      handle.unref();
      time.after(milliseconds, () => {
        clearTimeout(handle);
        wake();
      });
      return handle;
    },
  });
};
