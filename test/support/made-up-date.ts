/** Makes up the date and nothing else of time: it stands still until a test moves it on. */
export const makeUpDate = (now = Date.UTC(2026, 10, 2, 12)): void => {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'nextTick',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'setInterval',
      'clearTimeout',
      'clearInterval',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
};

export const passTime = (milliseconds: number): void => {
  jest.setSystemTime(Date.now() + milliseconds);
};
