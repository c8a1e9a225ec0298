import type { Transport } from '#att/transport';

/** AT&T takes so long for each answer while something is done with it, by the clock that calls are measured with; nobody waits. */
export const takingLong = async <T>(
  transport: Transport,
  milliseconds: () => number,
  work: (slow: Transport) => Promise<T>,
): Promise<T> => {
  let aheadMs = 0;
  const real = performance.now.bind(performance);
  const spy = jest.spyOn(performance, 'now').mockImplementation(() => real() + aheadMs);
  try {
    return await work((request, deadlineMs) => {
      aheadMs += milliseconds();
      return transport(request, deadlineMs);
    });
  } finally {
    spy.mockRestore();
  }
};
