import { clientCalls } from '#platform/table/keys';
import { endOf, windowsOf, type CallWindow, type OwnLimits } from '#domain/client-limits';
import type { Caller } from '#api/caller';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';

/** Where a client stands in a window after a call. Less than nothing is left when the call is one too many. */
export interface WindowStanding extends CallWindow {
  left: number;
  resetSeconds: number;
}

/** Counts a call for its client. Returns as many windows as are known of: none when the call could not be counted. */
export type ClientLimiter = (caller: Caller) => Promise<readonly WindowStanding[]>;

export interface ClientLimiterOptions extends Observability {
  table: Pick<Table, 'update'>;
  /** Those of a client whose grant states no others. */
  limits: OwnLimits;
  /** The real time. */
  now: () => number;
}

export const clientLimiterName = 'client-limiter';

/** No call waits longer for being counted. */
const patienceMs = 500;

/**
 * Counts in the table, by all instances together. One that has seen a window spent refuses from memory until it is over. A
 * call that cannot be counted passes: a limit protects the table, and without the table no write is made anyway.
 */
export const createClientLimiter = ({ table, limits, now, log, metrics }: ClientLimiterOptions): ClientLimiter => {
  const spent = new Map<string, CallWindow>();
  const isSpent = (clientId: string, { name, number, quota }: CallWindow): boolean => {
    const known = spent.get(`${clientId} ${name}`);
    return known?.number === number && known.quota >= quota;
  };
  const count = async (clientId: string, window: CallWindow): Promise<WindowStanding> => {
    const { name, number, quota, seconds } = window;
    const item = await table.update({
      key: clientCalls.key.of({ clientId, window: name, number: String(number) }),
      add: { calls: 1 },
      set: { expiresAt: clientCalls.lifetime.expiresAt(number * seconds * 1000) },
    });
    const left = quota - Number(item?.['calls']);
    if (left <= 0) spent.set(`${clientId} ${name}`, window);
    return standingOf(window, left, now());
  };
  return async ({ clientId, limits: own }) => {
    const windows = windowsOf(
      { perSecond: own?.perSecond ?? limits.perSecond, perDay: own?.perDay ?? limits.perDay },
      now(),
    );
    const over = windows.filter((window) => isSpent(clientId, window));
    if (over.length > 0) return over.map((window) => standingOf(window, -1, now()));
    try {
      return await soon(Promise.all(windows.map((window) => count(clientId, window))));
    } catch (error) {
      log.warn('call-not-counted', { clientId, ...errorFacts(error) });
      metrics.emit({ operation: clientLimiterName }, { CallsNotCounted: 1 });
      return [];
    }
  };
};

const standingOf = (window: CallWindow, left: number, nowMs: number): WindowStanding => ({
  ...window,
  left,
  resetSeconds: Math.max(1, Math.ceil((endOf(window) - nowMs) / 1000)),
});

/** @throws when it takes too long */
const soon = async <T>(work: Promise<T>): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('took too long')), patienceMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
