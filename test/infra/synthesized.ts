import * as z from 'zod';
import type { Operation, Route } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import { ownRoutes, routeGroups } from '#routes/registry';
import { parseTenant, type Tenant, type TenantInput } from '../../lib/config/tenant';
import { stackName, type StackKind } from '../../lib/names';
import example from '../../tenants/example';
// Has its hook before any test begins, though the app is loaded within one.
import '../support/temporary-directory';
import type * as gatewayApp from '../../lib/gateway-app';
import type * as app from './app';
import { madeOnce } from './shared-templates';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown() })).default({}),
});

export type Resource = z.infer<typeof resourceSchema>;
export type Template = z.infer<typeof templateSchema>;

/** Every route a partner can call. */
export const routes: readonly Route[] = [...registered, ...ownRoutes];

const operationBody = z.looseObject({
  operationId: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  'x-amazon-apigateway-integration': z.looseObject({ type: z.string() }),
});

const bodySchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      operationBody.transform(({ 'x-amazon-apigateway-integration': integration, ...operation }) => ({
        ...operation,
        integration,
      })),
    ),
  ),
  components: z.object({ securitySchemes: z.record(z.string(), z.unknown()) }),
});

/** The document a template’s API is made of, with references written out as `<name>`. */
export const apiBodyOf = (template: Template) => {
  const [api] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
  return bodySchema.parse(writtenOut(api!.Properties['Body']));
};

/** Names of the functions partners’ calls come to: one per operation, one per group of own routes. */
export const functionIds: readonly string[] = [...registered, ...routeGroups].map(({ id }) => id);

/** Name of the function that serves a route. */
export const functionOf = (route: Pick<Route, 'id'>): string =>
  routeGroups.find(({ routes: served }) => served.some(({ id }) => id === route.id))?.id ?? route.id;

/** The example tenant with some settings changed. */
export const aTenant = (changes: Partial<TenantInput> = {}): Tenant => parseTenant({ ...example, ...changes }, 'test');

/** @returns what the CDK writes for each stack */
const templatesOf = (options: app.Options): Record<StackKind, unknown> => {
  process.env['CDK_VALIDATION'] = 'false';
  // Loaded when needed: the CDK takes longer than what most files look at.
  const made = jest.requireActual<typeof app>('./app').anApp(options);
  const assembly = jest.requireActual<typeof gatewayApp>('../../lib/gateway-app').synthesized(made);
  const { tenant } = options.tenant ?? aTenant();
  const templateOf = (kind: StackKind): unknown => assembly.getStackByName(stackName(tenant, kind)).template;
  return {
    data: templateOf('data'),
    api: templateOf('api'),
    tracking: templateOf('tracking'),
    monitoring: templateOf('monitoring'),
  };
};

const templatesSchema = z.object({
  data: templateSchema,
  api: templateSchema,
  tracking: templateSchema,
  monitoring: templateSchema,
});

const everyOperation: ReadonlySet<Operation> = new Set(registered);

/**
 * The templates of a tenant’s stacks, made once in a run of Jest. Whether CloudFormation would take them is looked at once, in
 * `compliance`: it takes longest.
 */
export const synthesize = (options: app.Options = {}): Record<StackKind, Template> => {
  const { tenant = aTenant(), operations = registered, simulatorUrl } = options;
  const isRegistered = operations.every((operation) => everyOperation.has(operation));
  const make = () => templatesOf(options);
  const of = [tenant, operations.map(({ id }) => id), simulatorUrl];
  return templatesSchema.parse(isRegistered ? madeOnce(of, make) : make());
};

export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((resource) => resource.Type === type);

/** A value with every reference in it written out. */
export const writtenOut = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(writtenOut);
  if (typeof value !== 'object' || value === null) return value;
  const [name = ''] = Object.keys(value);
  if (name === 'Ref' || name.startsWith('Fn::')) return readable(value);
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, writtenOut(inner)]));
};

/** A template’s value with its references written out as `<name>`, so that it can be read as one text. */
export const readable = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(readable).join(join.data['Fn::Join'][0]);
  const reference = z.object({ Ref: z.string() }).safeParse(value);
  if (reference.success) return `<${reference.data.Ref}>`;
  const attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).safeParse(value);
  if (attribute.success) return `<${attribute.data['Fn::GetAtt'].join('.')}>`;
  const output = z.object({ 'Fn::GetStackOutput': z.looseObject({ OutputName: z.string() }) }).safeParse(value);
  if (output.success) return `<${output.data['Fn::GetStackOutput'].OutputName}>`;
  return JSON.stringify(value);
};
