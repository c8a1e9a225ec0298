import type { Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';

/** Where every function of a tenant writes what it does. */
export interface Observability {
  log: Log;
  metrics: Metrics;
}
