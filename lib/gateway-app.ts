import { App, Tags, Validations, type AppProps } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import type { RouteGroup } from '#routes/define-group';
import { routeGroups as registeredGroups } from '#routes/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { context } from '../cdk.json';
import { bundleHandlers, type HandlersToBundle } from './bundle-handlers';
import { checkRoles } from './config/account-roles';
import { checkTemplate } from './config/check-templates';
import { contractOf } from './config/contract';
import { lateOperations } from './config/late-answers';
import type { Tenant } from './config/tenant';
import { ApiStack } from './stacks/api-stack';
import { DataStack } from './stacks/data-stack';
import { MonitoringStack } from './stacks/monitoring-stack';
import { TrackingStack } from './stacks/tracking-stack';

export interface GatewayAppProps {
  tenant: Tenant;
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  operations?: readonly Operation[];
  routeGroups?: readonly RouteGroup[];
  /** Bundles already made; else they are made anew beside the app’s output. */
  codeOf?: (name: string) => Code;
}

/**
 * Adds a tenant’s stacks and the checks they must pass to an app.
 * @throws ConfigurationMistake when they would not fit into the account, or a function into Lambda
 */
export const addGateway = (app: App, props: GatewayAppProps): void => {
  const { tenant, bindings, isSimulated, operations = registered, routeGroups = registeredGroups } = props;
  const contract = isSimulated ? {} : contractOf(tenant, bindings);
  const late = lateOperations(tenant);
  const codeOf =
    props.codeOf ??
    bundledCode(app, { operations, routeGroups, contract, hasPushes: tenant.pushes !== undefined, late });
  const data = new DataStack(app, tenant, isSimulated ? 'simulator' : tenant.environment);
  const api = new ApiStack(app, { tenant, data, operations, routeGroups, bindings, isSimulated, codeOf });
  const tracking = new TrackingStack(app, { tenant, data, operations, bindings, isSimulated, codeOf });
  const monitoring = new MonitoringStack(app, { tenant, key: data.key });
  // It reads the API’s access log by name, and its heartbeats are to be heard before it listens.
  for (const watched of [api, tracking]) monitoring.addStackDependency(watched);
  checkRoles(rolesIn(app), tenant.accountRoles);
  Tags.of(app).add('application', 'att-partner-gateway');
  Tags.of(app).add('tenant', tenant.tenant);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
};

/**
 * Writes the templates of an app.
 * @throws ConfigurationMistake when CloudFormation would not take one as it is
 */
export const synthesized = (app: App): CloudAssembly => {
  const assembly = app.synth();
  for (const { displayName, templateFullPath } of assembly.stacks)
    checkTemplate(displayName, readFileSync(templateFullPath, 'utf8'));
  return assembly;
};

/** IAM roles that a deployment makes. */
export const rolesIn = (app: App): number => app.node.findAll().filter((one) => one instanceof CfnRole).length;

/** An app with the CDK’s settings for all tenants and tests; its templates do not differ from machine to machine. */
export const createApp = (props: AppProps = {}): App => new App({ analyticsReporting: false, context, ...props });

const bundledCode = (app: App, handlers: HandlersToBundle): ((name: string) => Code) => {
  const directory = join(app.outdir, 'handlers');
  bundleHandlers(directory, handlers);
  return (name) => Code.fromAsset(join(directory, name));
};
