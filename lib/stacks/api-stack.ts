import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { OwnRoute } from '#routes/define-route';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { authorizerBundle } from '../bundle-handlers';
import type { Tenant } from '../config/tenant';
import { AuthorizerFunction } from '../constructs/authorizer-function';
import { OperationFunction } from '../constructs/operation-function';
import { OwnRouteFunction } from '../constructs/own-route-function';
import { PartnerApi, type PartnerApiProps } from '../constructs/partner-api';
import { stackName } from '../names';
import type { DataStack } from './data-stack';

export interface ApiStackProps {
  tenant: Tenant;
  data: Pick<DataStack, 'key' | 'table' | 'issuer'>;
  operations: readonly Operation[];
  ownRoutes: readonly OwnRoute[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  /** The bundle of an operation, a route or the authorizer. */
  codeOf: (name: string) => Code;
}

/** What partners call: the API, its authorizer and a function per route. */
export class ApiStack extends Stack {
  constructor(scope: Construct, props: ApiStackProps) {
    const { tenant, data, codeOf } = props;
    super(scope, stackName(tenant.tenant, 'api'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: API`,
    });
    const { key, table, issuer } = data;
    const code = codeOf(authorizerBundle);
    const authorizer = new AuthorizerFunction(this, 'Authorizer', { tenant, issuer, table, code, key });
    const routes = [...this.operationRoutes(props), ...this.ownRoutes(props)];
    const api = new PartnerApi(this, 'Api', { tenant, key, authorizer, routes });
    new CfnOutput(this, 'ApiUrl', { value: api.url.replace(/\/$/, ''), description: 'Base URL of the API' });
  }

  private operationRoutes({ tenant, data, operations, bindings, isSimulated, codeOf }: ApiStackProps) {
    const { key, table } = data;
    return operations.map((operation): PartnerApiProps['routes'][number] => {
      const { id, readBack } = operation;
      const wanted = [id, ...(readBack?.confirms ? [readBack.by.id] : [])];
      const own = Object.fromEntries(wanted.map((name) => [name, bindingIn(bindings, name)]));
      const code = codeOf(id);
      return {
        route: operation,
        handler: new OperationFunction(this, id, { tenant, operation, bindings: own, isSimulated, table, code, key }),
      };
    });
  }

  private ownRoutes({ tenant, data: { key, table }, operations, ownRoutes, bindings, codeOf }: ApiStackProps) {
    const shared = { tenant, operations, bindings, table, key };
    return ownRoutes.map((route): PartnerApiProps['routes'][number] => ({
      route,
      handler: new OwnRouteFunction(this, route.id, { ...shared, route, code: codeOf(route.id) }),
    }));
  }
}

const bindingIn = (bindings: Record<string, ResolvedBinding>, id: string): ResolvedBinding => {
  const binding = bindings[id];
  if (binding === undefined) throw new Error(`Operation ${id} has no binding.`);
  return binding;
};
