import { setImmediate as turn } from 'node:timers/promises';
import { createDeadlines } from '#platform/deadlines';

/** In steps, as what is due may come one after the other. */
const pass = async (ms: number): Promise<void> => {
  jest.advanceTimersByTime(ms);
  await turn();
};

beforeEach(() => jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate'] }));
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

it('calls what is late, once, when its time is over and not before', async () => {
  const late = jest.fn();
  createDeadlines()(1_000, late);
  await pass(999);
  expect(late).not.toHaveBeenCalled();
  await pass(1);
  expect(late).toHaveBeenCalledTimes(1);
  await pass(10_000);
  expect(late).toHaveBeenCalledTimes(1);
});

it('does not call what was done in time', async () => {
  const late = jest.fn();
  const done = createDeadlines()(1_000, late);
  await pass(999);
  done();
  await pass(10_000);
  expect(late).not.toHaveBeenCalled();
});

it('calls each of many at its time, in whatever order they were set', async () => {
  const unlessDoneIn = createDeadlines();
  const called: string[] = [];
  unlessDoneIn(5_000, () => called.push('5 s'));
  unlessDoneIn(1_000, () => called.push('1 s'));
  const done = unlessDoneIn(2_000, () => called.push('done'));
  unlessDoneIn(3_000, () => called.push('3 s'));
  await pass(1_000);
  expect(called).toEqual(['1 s']);
  done();
  unlessDoneIn(500, () => called.push('1.5 s'));
  await pass(500);
  expect(called).toEqual(['1 s', '1.5 s']);
  await pass(1_500);
  expect(called).toEqual(['1 s', '1.5 s', '3 s']);
  await pass(2_000);
  expect(called).toEqual(['1 s', '1.5 s', '3 s', '5 s']);
});

it('sets no timer for what begins while one stands that ends sooner', async () => {
  const set = jest.spyOn(global, 'setTimeout');
  const unlessDoneIn = createDeadlines();
  for (let call = 0; call < 100; call += 1) {
    const done = unlessDoneIn(10_000, jest.fn());
    await pass(1);
    done();
  }
  expect(set).toHaveBeenCalledTimes(1);
});

it('keeps no process alive', () => {
  const set = jest.spyOn(global, 'setTimeout');
  createDeadlines()(1_000, jest.fn());
  expect(set.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([false]);
});

it('of two that are late at once, one may be done by the other', async () => {
  const unlessDoneIn = createDeadlines();
  const late = jest.fn();
  unlessDoneIn(1_000, () => done());
  const done = unlessDoneIn(1_000, late);
  await pass(1_000);
  expect(late).not.toHaveBeenCalled();
});

it('may be set anew by what is late', async () => {
  const unlessDoneIn = createDeadlines();
  const late = jest.fn();
  unlessDoneIn(1_000, () => unlessDoneIn(1_000, late));
  await pass(1_000);
  await pass(999);
  expect(late).not.toHaveBeenCalled();
  await pass(1);
  expect(late).toHaveBeenCalledTimes(1);
});
