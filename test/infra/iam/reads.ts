import { operationEntryOf } from '#domain/operation-entry';
import { operations } from '#operations/registry';
import { routeGroups } from '#routes/registry';
import type { Tenant } from '../../../lib/config/tenant';
import { functionName } from '../../../lib/names';
import type { DeployedFunction } from './account';

export const readsOf = ({ tenant }: Pick<Tenant, 'tenant'>) => {
  const named = ({ name }: DeployedFunction, id: string): boolean => name === functionName(tenant, id);
  return {
    /** What reads AT&T or the gateway’s own records for a caller, and is therefore nearest to one who would do harm. */
    isRead: (one: DeployedFunction): boolean =>
      operations.some(({ id, idempotency }) => idempotency === 'safe' && named(one, id)) ||
      routeGroups.some(({ id, routes }) => named(one, id) && routes.every(({ method }) => method === 'GET')),
    /** What reads AT&T, and may show something tracked. */
    isTrackedRead: (one: DeployedFunction): boolean =>
      operations.some((operation) => named(one, operation.id) && operationEntryOf(operation).handler === 'trackedRead'),
  };
};
