import type { ApiFamily } from '#domain/define-operation';
import type { Contract } from '#domain/contract/statement';
import { schemaMistakes } from '#domain/contract/schema-mistakes';
import type { Settings } from '#platform/settings';
import { compiledSchema } from '../../../lib/config/compile-schema';
import type { Tenant } from '../../../lib/config/tenant';
import { statedStage } from '../../local/stage';
import type { StatedOperation } from '../../simulator/dialects/stated/stated-operation';

/** A tenant’s gateway as it would be deployed. */
export interface Deployment extends Pick<Tenant, 'tenant' | 'solutionProviders'> {
  statements: Tenant['bindings'];
  settings: Settings;
  contract: Contract;
  /** What the simulator speaks by. */
  stated: readonly StatedOperation[];
}

export const hasFamily =
  (family: ApiFamily) =>
  ({ families }: Tenant['solutionProviders'][number]): boolean =>
    families.includes(family);

/** @throws ConfigurationMistake when it could not be deployed */
export const deploymentOf = (tenant: Tenant): Deployment => {
  const { contract, simulation, deployed: bindings } = statedStage(tenant);
  return {
    ...{ tenant: tenant.tenant, solutionProviders: tenant.solutionProviders, statements: tenant.bindings },
    settings: {
      ...{ tenant: tenant.tenant, environment: tenant.environment, secretPrefix: tenant.tenant, bindings },
      ...{ source: tenant.source, bodySolutionProvider: tenant.bodySolutionProvider },
    },
    contract: withChecks(contract),
    stated: simulation.stated ?? [],
  };
};

const withChecks = (contract: Contract): Contract =>
  Object.fromEntries(
    Object.entries(contract).map(([id, stated]) => {
      const { request } = stated;
      if (!request?.schema) return [id, stated];
      const check = schemaMistakes(compiledSchema(`bindings.${id}.request.schema`, request.schema).validate);
      return [id, { ...stated, request: { ...request, check } }];
    }),
  );
