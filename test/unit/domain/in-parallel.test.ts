import { setImmediate as turn } from 'node:timers/promises';
import { inParallel } from '#domain/in-parallel';

describe('work on many items', () => {
  it('is on so many at a time, each once and in order', async () => {
    const begun: number[] = [];
    let [now, most] = [0, 0];
    await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      most = Math.max(most, (now += 1));
      await turn();
      now -= 1;
    });
    expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });

  it('begins no more after a failure, and is over when it is told', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const failing = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('made up by the test');
      await turn();
      ended.push(item);
    });
    await expect(failing).rejects.toThrow('made up by the test');
    expect(ended).toEqual([1]);
    await turn();
    expect(begun).toEqual([1, 2]);
  });
});
