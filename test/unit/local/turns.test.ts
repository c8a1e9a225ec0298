import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { createTurns } from '../../../tools/loopback/turns';

const begun: number[] = [];
beforeEach(() => void begun.splice(0));

it('few begin at each turn of the event loop, in the order they came, whoever comes meanwhile', async () => {
  const turn = createTurns(2);
  const come = (who: number) => void turn().then(() => begun.push(who));
  [1, 2, 3].forEach(come);
  expect(begun).toEqual([]);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2]);
  come(4);
  come(5);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2, 3, 4]);
  await turnOfTheLoop();
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

it('who comes when nobody waits begins at the next turn', async () => {
  const turn = createTurns(2);
  await turn();
  let hasBegun = false;
  void turn().then(() => (hasBegun = true));
  await turnOfTheLoop();
  expect(hasBegun).toBe(true);
});
