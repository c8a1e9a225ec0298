/** Failures in a row after which asking on would only add to the trouble. */
const failuresToOpen = 10;
const openMs = 30_000;

interface Circuit {
  failures: number;
  /** When one request may go through to see if it is over; absent while closed. */
  probeAtMs?: number;
}

/**
 * Stops asking a host that keeps failing, per Solution Provider and host, and lets one request through every 30 s to see
 * whether it is back. Known to one function instance only: see docs/decisions/0004.
 */
export interface CircuitBreaker {
  /** Seconds until a request may go through; undefined when it may now. Whoever is let through must report. */
  secondsUntilAllowed(key: string): number | undefined;
  /** The same for whoever only wants to know, and lets nothing through. */
  secondsLeft(key: string): number | undefined;
  /** @returns whether nothing is let through any more because of it */
  report(key: string, result: 'answered' | 'failed'): boolean;
}

export const createCircuitBreaker = (now: () => number): CircuitBreaker => {
  const circuits = new Map<string, Circuit>();
  const secondsLeft = (key: string): number | undefined => {
    const probeAtMs = circuits.get(key)?.probeAtMs;
    if (probeAtMs === undefined) return undefined;
    const waitMs = probeAtMs - now();
    return waitMs > 0 ? Math.ceil(waitMs / 1000) : undefined;
  };
  return {
    secondsLeft,
    secondsUntilAllowed: (key) => {
      const waitSeconds = secondsLeft(key);
      const circuit = circuits.get(key);
      // This caller is the probe; others wait for what it finds.
      if (waitSeconds === undefined && circuit?.probeAtMs !== undefined) circuit.probeAtMs = now() + openMs;
      return waitSeconds;
    },
    report: (key, result) => {
      if (result === 'answered') {
        circuits.delete(key);
        return false;
      }
      const failures = (circuits.get(key)?.failures ?? 0) + 1;
      const opens = failures >= failuresToOpen;
      circuits.set(key, opens ? { failures, probeAtMs: now() + openMs } : { failures });
      return opens;
    },
  };
};
