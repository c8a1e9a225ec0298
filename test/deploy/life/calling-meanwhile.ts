import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A partner calls on and on while something is done.
 * @param make makes one call; is given another key each time
 * @returns what went wrong, and how many calls there were
 */
export const callingMeanwhile = async (make: (key: string) => Promise<Response>, work: () => Promise<unknown>) => {
  const run = randomUUID();
  let [isOver, calls] = [false, 0];
  const failures: string[] = [];
  const calling = (async () => {
    while (!isOver) {
      calls += 1;
      const answer = await make(`meanwhile-${calls}-${run}`);
      const text = await answer.text();
      if (answer.status !== 200) failures.push(`call ${calls}: ${answer.status} ${text}`);
      await wait(200);
    }
  })();
  await work().finally(() => (isOver = true));
  await calling;
  return { calls, failures };
};
