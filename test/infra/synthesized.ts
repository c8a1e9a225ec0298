import { Code } from 'aws-cdk-lib/aws-lambda';
import { join } from 'node:path';
import * as z from 'zod';
import type { Operation, Route } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { checkedBindings } from '../../lib/config/check-bindings';
import { parseTenant, type Tenant, type TenantInput } from '../../lib/config/tenant';
import { addGateway, createApp } from '../../lib/gateway-app';
import { stackName, type StackKind } from '../../lib/names';
import example from '../../tenants/example';
import { temporaryDirectory } from '../support/temporary-directory';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

export type Resource = z.infer<typeof resourceSchema>;
export type Template = z.infer<typeof templateSchema>;

/** Every route a partner can call. */
export const routes: readonly Route[] = [...registered, ...ownRoutes];

/** The example tenant with some settings changed. */
export const aTenant = (changes: Partial<TenantInput> = {}): Tenant => parseTenant({ ...example, ...changes }, 'test');

interface Options {
  tenant?: Tenant;
  /** Instead of every operation and the gateway’s own routes. */
  operations?: readonly Operation[];
  simulatorUrl?: string;
}

/** An app with the gateway in it. Handlers are not bundled: their code does not matter to a template. */
export const anApp = ({ tenant = aTenant(), operations, simulatorUrl }: Options = {}) => {
  const app = createApp({ outdir: temporaryDirectory('synth-') });
  const bindings = checkedBindings(tenant, simulatorUrl);
  const anyBinding = Object.values(bindings)[0]!;
  addGateway(app, {
    tenant,
    bindings: { ...Object.fromEntries((operations ?? []).map(({ id }) => [id, anyBinding])), ...bindings },
    isSimulated: simulatorUrl !== undefined,
    codeOf: () => Code.fromAsset(join(__dirname, 'stub-bundle')),
    ...(operations === undefined ? {} : { operations, ownRoutes: [] }),
  });
  return app;
};

/** The templates of a tenant’s stacks. */
export const synthesize = (options: Options = {}): Record<StackKind, Template> => {
  const { tenant } = options.tenant ?? aTenant();
  const assembly = anApp(options).synth();
  const templateOf = (kind: StackKind) =>
    templateSchema.parse(assembly.getStackByName(stackName(tenant, kind)).template);
  return {
    data: templateOf('data'),
    api: templateOf('api'),
    tracking: templateOf('tracking'),
    monitoring: templateOf('monitoring'),
  };
};

export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.values(template.Resources).filter((resource) => resource.Type === type);

/** A template’s value with its references written out as `<name>`, so that it can be read as one text. */
export const readable = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(readable).join(join.data['Fn::Join'][0]);
  const reference = z.object({ Ref: z.string() }).safeParse(value);
  if (reference.success) return `<${reference.data.Ref}>`;
  const attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).safeParse(value);
  if (attribute.success) return `<${attribute.data['Fn::GetAtt'].join('.')}>`;
  const imported = z.object({ 'Fn::ImportValue': z.string() }).safeParse(value);
  if (imported.success) return `<${imported.data['Fn::ImportValue']}>`;
  return JSON.stringify(value);
};
