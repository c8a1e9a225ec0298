import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { createTurns } from '../../../tools/loopback/turns';

const begun: number[] = [];
beforeEach(() => void begun.splice(0));

it('few begin in each turn of the event loop, in the order they came, whoever comes meanwhile', async () => {
  const turn = createTurns(2);
  const come = (who: number) => void turn().then(() => begun.push(who));
  [1, 2, 3, 4, 5].forEach(come);
  expect(begun).toEqual([]);
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2, 3, 4]);
  come(6);
  come(7);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2, 3, 4, 5, 6]);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('who comes while there is room begins at once, in any turn', async () => {
  const turn = createTurns(2);
  const beginsAtOnce = async (): Promise<boolean> => {
    let hasBegun = false;
    void turn().then(() => (hasBegun = true));
    await Promise.resolve();
    return hasBegun;
  };
  expect(await beginsAtOnce()).toBe(true);
  await turnOfTheLoop();
  await turnOfTheLoop();
  expect([await beginsAtOnce(), await beginsAtOnce(), await beginsAtOnce()]).toEqual([true, true, false]);
});
