import { createClientLimiter } from '#api/client-limiter';
import type { Limiting } from '#api/limit-clients';
import { environment, gatewayTable, observability } from '#entry/process';
import { wireNow } from '#platform/clock';

/** What this process limits its callers by. */
export const limiting = (): Limiting => {
  const { clientLimits: limits } = environment('clientLimits');
  return limits
    ? { limiter: createClientLimiter({ ...observability(), table: gatewayTable(), limits, now: wireNow }) }
    : {};
};
