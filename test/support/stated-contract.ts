import { join } from 'node:path';
import { readEnvironment, toEnvironment } from '#platform/environment';
import { checkedBindings } from '../../lib/config/check-bindings';
import { contractOf } from '../../lib/config/contract';
import { loadTenant } from '../../lib/config/load-tenant';

/** Where the integration suite’s tenants are. */
export const tenants = join(import.meta.dirname, '..', 'integration', 'tenants');

/** What functions of a tenant of the integration suite are told and carry. */
export const statedContract = async (name: string, without: readonly string[] = []) => {
  const loaded = await loadTenant(name, tenants);
  const stated = Object.entries(loaded.bindings).filter(([id]) => !without.includes(id));
  const tenant = { ...loaded, bindings: Object.fromEntries(stated) };
  const { bindings } = readEnvironment(toEnvironment({ bindings: checkedBindings(tenant) }), 'bindings');
  return { bindings, contract: contractOf(tenant, bindings) };
};
