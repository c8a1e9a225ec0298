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
  report(key: string, result: 'answered' | 'failed'): void;
}

export const createCircuitBreaker = (now: () => number): CircuitBreaker => {
  const circuits = new Map<string, Circuit>();
  return {
    secondsUntilAllowed: (key) => {
      const circuit = circuits.get(key);
      if (circuit?.probeAtMs === undefined) return undefined;
      const waitMs = circuit.probeAtMs - now();
      if (waitMs > 0) return Math.ceil(waitMs / 1000);
      // This caller is the probe; others wait for what it finds.
      circuit.probeAtMs = now() + openMs;
      return undefined;
    },
    report: (key, result) => {
      if (result === 'answered') {
        circuits.delete(key);
        return;
      }
      const failures = (circuits.get(key)?.failures ?? 0) + 1;
      circuits.set(key, failures < failuresToOpen ? { failures } : { failures, probeAtMs: now() + openMs });
    },
  };
};
