import { authorizerRights, countingRights } from '#entry/background-rights';
import type { Environment } from '#platform/environment';
import { together, type TableRights } from '#platform/table/table-rights';
import type { Tenant } from '../config/tenant';

type Limited = Pick<Tenant, 'clientLimits'>;

/** What the authorizer is told. */
export const limitSettings = ({ clientLimits }: Limited): Partial<Environment> =>
  clientLimits ? { clientLimits } : {};

/** What it does in the table, and what that is called: it counts calls where clients are limited. */
export const authorizersRights = ({ clientLimits }: Limited): { name: string; rights: TableRights } =>
  clientLimits
    ? { name: 'ReadGrantsAndCountCalls', rights: together(authorizerRights, countingRights) }
    : { name: 'ReadGrants', rights: authorizerRights };

/**
 * For how long API Gateway may take the authorizer’s answer for the same token. An answer that has counted a call is of that call alone.
 * Else a withdrawn grant ends, and a restriction begins, within this time and the authorizer’s own memory.
 */
export const answerLifetimeSeconds = ({ clientLimits }: Limited): number => (clientLimits ? 0 : 45);
