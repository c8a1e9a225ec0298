import { createClientLimiter } from '#api/client-limiter';
import type { Limiting } from '#api/limit-clients';
import { environment, gatewayTable, observability } from '#entry/process';
import type { Stores } from '#entry/stores';
import { wireNow } from '#platform/clock';

/** What this process limits its callers by. */
export const limiting = (stores: Stores): Limiting => {
  const { clientLimits: limits } = environment('clientLimits');
  return limits
    ? { limiter: createClientLimiter({ ...observability(), table: gatewayTable(stores), limits, now: wireNow }) }
    : {};
};
