import type { Contract } from '#domain/contract/statement';
import { operationById, operations, type OperationId } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { checkedBindings } from '../../lib/config/check-bindings';
import { ConfigurationMistake } from '../../lib/config/configuration-mistake';
import { contractOf } from '../../lib/config/contract';
import { loadTenant } from '../../lib/config/load-tenant';
import { simulatorBaseUrl } from '../../lib/config/resolve-bindings';
import { parseTenant, type Tenant } from '../../lib/config/tenant';
import exampleTenant from '../../tenants/example';
import { atSimulator } from '../simulator/dialects/stated/address';
import type { StatedOperation } from '../simulator/dialects/stated/stated-operation';
import type { SimulationOptions } from '../simulator/simulation';
import type { Options } from './options';
import { StartError } from './ports';

/** A deployment whose AT&T is played by the simulator. */
export interface Stage {
  tenant: Tenant;
  /** What the tenant states of operations’ documents. */
  contract: Contract;
  /** What the simulator has to know of the tenant. */
  simulation: Pick<SimulationOptions, 'bindings' | 'stated'>;
  /** Where the functions find AT&T. */
  bindings: (simulatorUrl: string) => Record<string, ResolvedBinding>;
}

/** The stage that `npm start` runs. @throws StartError for a tenant that is not there or could not be deployed */
export const chosenStage = async ({ tenant, tenants }: Pick<Options, 'tenant' | 'tenants'>): Promise<Stage> => {
  if (tenant === undefined) return documentedStage(parseTenant(exampleTenant, 'tenants/example.ts'));
  try {
    return statedStage(await loadTenant(tenant, tenants));
  } catch (error) {
    throw error instanceof ConfigurationMistake ? new StartError(error.message, { cause: error }) : error;
  }
};

/** Every operation is bound, in the shapes of its reference. */
const documentedStage = (tenant: Tenant): Stage => ({
  tenant,
  contract: {},
  simulation: { bindings: tenant.bindings },
  bindings: (simulatorUrl) => checkedBindings(tenant, simulatorUrl),
});

/**
 * What is bound is what would be in the tenant’s deployment (`deployed`), and AT&T speaks as the tenant states it.
 * @throws ConfigurationMistake when the tenant could not be deployed
 */
export const statedStage = (tenant: Tenant): Stage & { deployed: Record<string, ResolvedBinding> } => {
  const deployed = checkedBindings(tenant);
  const contract = contractOf(tenant, deployed);
  return {
    ...{ tenant, contract, deployed },
    simulation: { stated: operations.flatMap(({ id }) => statedOperation(tenant, deployed[id], contract, id)) },
    bindings: (simulatorUrl) =>
      Object.fromEntries(
        Object.entries(deployed).map(([id, binding]) => [
          id,
          movedTo(simulatorUrl, tenant, id as OperationId, binding),
        ]),
      ),
  };
};

const statedOperation = (
  { bindings }: Tenant,
  binding: ResolvedBinding | undefined,
  contract: Contract,
  id: OperationId,
): StatedOperation[] => {
  const statement = bindings[id];
  if (!statement || binding?.baseUrl === undefined) return [];
  const operation = { ...operationById(id), id };
  return [
    {
      operation,
      binding: { ...binding, baseUrl: binding.baseUrl },
      stated: contract[id],
      samples: statement.samples ?? [],
    },
  ];
};

const movedTo = (
  simulatorUrl: string,
  { bindings }: Tenant,
  id: OperationId,
  binding: ResolvedBinding,
): ResolvedBinding => {
  const { baseUrl, addresses, ...rest } = binding;
  if (baseUrl === undefined) return binding;
  if (!bindings[id]) return { ...binding, baseUrl: simulatorBaseUrl(simulatorUrl, operationById(id).binding.domain) };
  return {
    ...rest,
    baseUrl: atSimulator(simulatorUrl, baseUrl),
    ...(addresses && {
      addresses: addresses.map((one) => ({ ...one, baseUrl: atSimulator(simulatorUrl, one.baseUrl) })),
    }),
  };
};
