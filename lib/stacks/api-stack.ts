import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#domain/define-operation';
import type { RouteGroup } from '#routes/define-group';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { authorizerBundle } from '../bundle-handlers';
import { lateOperations } from '../config/late-answers';
import type { Tenant } from '../config/tenant';
import { ApiDomain } from '../constructs/api-domain';
import { AuthorizerFunction } from '../constructs/authorizer-function';
import { keepEnvironment } from '../constructs/environment-guard';
import { LateWorker } from '../constructs/late-worker';
import { OperationFunction } from '../constructs/operation-function';
import { OwnRouteFunction } from '../constructs/own-route-function';
import { SightingKeeper } from '../constructs/sighting-keeper';
import { PartnerApi, type PartnerApiProps } from '../constructs/partner-api';
import { sightingKeeperName, stackName } from '../names';
import type { DataStack } from './data-stack';

export interface ApiStackProps {
  tenant: Tenant;
  data: Pick<DataStack, 'key' | 'table' | 'issuer'>;
  operations: readonly Operation[];
  routeGroups: readonly RouteGroup[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  /** The bundle of an operation, a group of routes or the authorizer. */
  codeOf: (name: string) => Code;
}

/** What partners call: the API, its authorizer and a function per operation and group of own routes, and what keeps what reads have shown. */
export class ApiStack extends Stack {
  constructor(scope: Construct, props: ApiStackProps) {
    const { tenant, data, codeOf } = props;
    super(scope, stackName(tenant.tenant, 'api'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: API`,
    });
    keepEnvironment(this, props.isSimulated ? 'simulator' : tenant.environment);
    const { key, table, issuer } = data;
    const code = codeOf(authorizerBundle);
    const authorizer = new AuthorizerFunction(this, 'Authorizer', { tenant, issuer, table, code, key });
    const routes = [...this.operationRoutes(props), ...this.ownRoutes(props)];
    const api = new PartnerApi(this, 'Api', { tenant, key, authorizer, routes });
    const { domain } = tenant.endpoint;
    const { url } = domain ? new ApiDomain(this, 'Domain', { endpoint: tenant.endpoint, domain, api }) : api;
    new CfnOutput(this, 'ApiUrl', { value: url.replace(/\/$/, ''), description: 'Base URL of the API' });
  }

  private operationRoutes({ tenant, data, operations, bindings, isSimulated, codeOf }: ApiStackProps) {
    const { key, table } = data;
    const keeper = new SightingKeeper(this, 'SightingKeeper', {
      ...{ tenant, table, key, bindings },
      code: codeOf(sightingKeeperName),
    });
    return operations.map((operation): PartnerApiProps['routes'][number] => {
      const { id, readBack } = operation;
      const wanted = [id, ...(readBack?.confirms ? [readBack.by.id] : [])];
      const own = Object.fromEntries(wanted.map((name) => [name, bindingIn(bindings, name)]));
      const code = codeOf(id);
      const shared = { tenant, operation, bindings: own, isSimulated, table, code, key };
      const { seconds } = tenant.lateAnswers ?? {};
      const isLate = seconds !== undefined && lateOperations(tenant).includes(id);
      const worker = isLate ? new LateWorker(this, `${id}-worker`, { ...shared, seconds }) : undefined;
      return { route: operation, handler: new OperationFunction(this, id, { ...shared, worker, keeper }) };
    });
  }

  private ownRoutes({ tenant, data: { key, table }, operations, routeGroups, bindings, codeOf }: ApiStackProps) {
    const shared = { tenant, operations, bindings, table, key };
    return routeGroups.flatMap((group): PartnerApiProps['routes'][number][] => {
      const handler = new OwnRouteFunction(this, group.id, { ...shared, group, code: codeOf(group.id) });
      return group.routes.map((route) => ({ route, handler }));
    });
  }
}

const bindingIn = (bindings: Record<string, ResolvedBinding>, id: string): ResolvedBinding => {
  const binding = bindings[id];
  if (binding === undefined) throw new Error(`Operation ${id} has no binding.`);
  return binding;
};
