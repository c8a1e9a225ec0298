import { createClientLimiter } from '#api/client-limiter';
import type { Limiting } from '#api/limit-clients';
import { environment, observability } from '#entry/process';
import type { Stores } from '#entry/stores';
import { wireNow } from '#platform/clock';

/** What this process limits its callers by. */
export const limiting = ({ dynamoDb }: Pick<Stores, 'dynamoDb'>): Limiting => {
  const { clientLimits: limits } = environment('clientLimits');
  if (!limits) return {};
  const { tableName } = environment('tableName');
  return { limiter: createClientLimiter({ ...observability(), dynamoDb, tableName, limits, now: wireNow }) };
};
