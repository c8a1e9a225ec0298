import type { SimulatedTime } from '../simulated-time';

/** A function that EventBridge would run again and again. */
export interface ScheduledFunction {
  name: string;
  run: () => Promise<unknown>;
}

const everyMs = 60_000;
/** Executions that wait for the same moment shall come first: what they do needs nobody’s help. */
const afterMoveMs = 300;

/** Runs functions every minute, by the real clock and by the simulator’s if that is faster, and whenever the latter was moved. */
export const runScheduled = (functions: readonly ScheduledFunction[], time: SimulatedTime, timeScale: number): void => {
  const runAll = async (): Promise<void> => {
    for (const { name, run } of functions) {
      try {
        await run();
      } catch (error) {
        console.error(`the scheduled run of ${name} failed:`, error);
      }
    }
  };

  // A run that is asked for while one is under way follows it.
  let last = Promise.resolve();
  let isWaiting = false;
  const run = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    last = last.then(() => {
      isWaiting = false;
      return runAll();
    });
  };

  let isSoon = false;
  time.onMove(() => {
    if (isSoon) return;
    isSoon = true;
    setTimeout(() => {
      isSoon = false;
      run();
    }, afterMoveMs).unref();
  });
  setInterval(run, Math.min(everyMs, Math.max(1_000, everyMs / timeScale))).unref();
  setTimeout(run, 1_000).unref();
};
