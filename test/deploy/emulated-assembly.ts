import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { webhooksWrite } from '#routes/groups/webhooks-write';
import { senderName } from '#webhooks/note-delivery';
import type { TargetPolicy } from '#webhooks/target';
import { functionName, stackName, type StackKind } from '../../lib/names';
import { withKeysOfTheEmulator } from './emulated-addresses';

const metricQuery = z.looseObject({
  MetricStat: z
    .object({
      Metric: z.looseObject({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.unknown().optional() }),
      Period: z.number(),
      Stat: z.string(),
    })
    .optional(),
});

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const environmentSchema = z.object({ Variables: z.record(z.string(), z.unknown()) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });
type Resource = z.infer<typeof resourceSchema>;

/** What is done to an assembly before it is deployed, and what the emulator does otherwise. @returns what it was done to */
interface Difference {
  because: string;
  make: (assembly: Assembly) => string[];
}

interface Assembly {
  directory: string;
  tenant: string;
  emulatorUrl: string;
}

/** All that is deployed otherwise than AWS would get it (ADR 0102). */
const differences: readonly Difference[] = [
  {
    because: 'it does not know the setting',
    make: ({ directory }) =>
      changedStacks(directory, ({ terminationProtection: isProtected, ...properties }) => ({
        properties,
        of: isProtected ? ['termination protection'] : [],
      })),
  },
  {
    because:
      'it lets the roles that the CDK’s bootstrap makes not into their own bucket, so the deployment is the operator’s',
    make: ({ directory }) => [...withoutStackRoles(directory), ...withoutAssetRoles(directory)],
  },
  {
    because: 'it is asked by HTTP, on this machine alone',
    make: (assembly) => templatesOf(assembly).flatMap(withoutRefusalOfHttp),
  },
  {
    because: 'it asks for a right of its own, where SQS asks for that to send one',
    make: (assembly) => templatesOf(assembly).flatMap(withSendingInBatches),
  },
  {
    because: 'it evaluates no arithmetic of metrics, and knows no filters',
    make: (assembly) => withPlainAlarms(templateOf(assembly, 'monitoring')),
  },
  {
    because: 'the suite’s receiver is on this machine, which the guard against server-side request forgery refuses',
    make: (assembly) =>
      withWebhooksToLoopback([templateOf(assembly, 'api'), templateOf(assembly, 'tracking')], assembly),
  },
  {
    because: 'it serves the keys of a user pool itself, not at Cognito’s address',
    make: (assembly) => withKeysOfTheEmulator(templateOf(assembly, 'api'), assembly.emulatorUrl),
  },
];

/** Makes a synthesized assembly one the emulator carries, and says how it differs. Nothing else is touched. */
export const makeEmulatable = (assembly: Assembly): string[] =>
  differences.flatMap(({ because, make }) => make(assembly).map((what) => `${what}: ${because}`));

/** The same of an assembly without a tenant’s stacks. */
export const makeDeployable = (directory: string): void => {
  withoutStackRoles(directory);
  withoutAssetRoles(directory);
};

const templateOf = ({ directory, tenant }: Assembly, part: StackKind): string =>
  join(directory, `${stackName(tenant, part)}.template.json`);

const filesIn = (directory: string, ending: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name));

const templatesOf = ({ directory }: Assembly): string[] => filesIn(directory, '.template.json');

const stackSchema = z.looseObject({ terminationProtection: z.boolean().optional() });
const manifestSchema = z.looseObject({
  artifacts: z.record(z.string(), z.looseObject({ type: z.string(), properties: stackSchema.optional() })),
});

const changedStacks = (
  directory: string,
  change: (properties: z.output<typeof stackSchema>) => { properties: z.output<typeof stackSchema>; of: string[] },
): string[] => {
  const path = join(directory, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const told: string[] = [];
  for (const [name, artifact] of Object.entries(manifest.artifacts)) {
    if (artifact.type !== 'aws:cloudformation:stack' || !artifact.properties) continue;
    const { properties, of } = change(artifact.properties);
    artifact.properties = properties;
    told.push(...of.map((what) => `${what} of ${name}`));
  }
  writeFileSync(path, JSON.stringify(manifest));
  return told;
};

const withoutStackRoles = (directory: string): string[] =>
  changedStacks(directory, ({ assumeRoleArn, cloudFormationExecutionRoleArn, lookupRole, ...properties }) => ({
    properties,
    of: (assumeRoleArn ?? cloudFormationExecutionRoleArn ?? lookupRole) ? ['the deploying roles'] : [],
  }));

const destinations = z.record(z.string(), z.looseObject({ destinations: z.record(z.string(), z.looseObject({})) }));
const assetsSchema = z.looseObject({ files: destinations.default({}) });

const withoutAssetRoles = (directory: string): string[] =>
  filesIn(directory, '.assets.json').map((path) => {
    const assets = assetsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const file of Object.values(assets.files))
      for (const destination of Object.values(file.destinations)) delete destination['assumeRoleArn'];
    writeFileSync(path, JSON.stringify(assets));
    return `the publishing role of ${basename(path)}`;
  });

const policySchema = z.looseObject({
  PolicyDocument: z.looseObject({ Statement: z.array(z.looseObject({ Effect: z.string(), Condition: z.unknown() })) }),
});
const refusesHttp = z.object({ Bool: z.object({ 'aws:SecureTransport': z.literal('false') }) });

/** Statements that deny what is not asked by TLS; infra tests see that they are there. */
const withoutRefusalOfHttp = (path: string): string[] => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const told: string[] = [];
  for (const [id, { Properties }] of Object.entries(template.Resources)) {
    const { data } = policySchema.safeParse(Properties);
    if (!data) continue;
    const { Statement, ...document } = data.PolicyDocument;
    const kept = Statement.filter(({ Condition }) => !refusesHttp.safeParse(Condition).success);
    if (kept.length === Statement.length) continue;
    Properties['PolicyDocument'] = { ...document, Statement: kept };
    told.push(`the refusal of HTTP by ${id}`);
  }
  writeFileSync(path, JSON.stringify(template));
  return told;
};

const statements = z.array(z.looseObject({ Effect: z.string(), Action: z.unknown() }));
const rolePolicies = z.array(z.looseObject({ PolicyDocument: z.looseObject({ Statement: statements }) }));

const withSendingInBatches = (path: string): string[] => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const told: string[] = [];
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== 'AWS::IAM::Role' || !JSON.stringify(Properties).includes('"sqs:SendMessage"')) continue;
    const Policies = rolePolicies.parse(Properties['Policies']);
    for (const statement of Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)) {
      const actions = [statement.Action].flat();
      if (actions.includes('sqs:SendMessage')) statement.Action = [...actions, 'sqs:SendMessageBatch'];
    }
    Properties['Policies'] = Policies;
    told.push(`sqs:SendMessageBatch for ${id}`);
  }
  writeFileSync(path, JSON.stringify(template));
  return told;
};

const withPlainAlarms = (path: string): string[] => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const kept = Object.entries(template.Resources).map(([id, resource]) => [id, emulatable(resource)] as const);
  const changed = kept.filter(([id, resource]) => resource !== template.Resources[id]);
  const dropped = changed.filter(([, resource]) => resource === undefined).map(([id]) => id);
  const resources = Object.fromEntries(kept.filter(([, resource]) => resource !== undefined));
  writeFileSync(path, JSON.stringify({ ...template, Resources: resources }));
  return [
    `the arithmetic of ${changed.length - dropped.length} alarms, which watch their first metric alone`,
    ...dropped.map((id) => `${template.Resources[id]?.Type} ${id}`),
  ];
};

const unknownKinds = new Set(['AWS::Logs::MetricFilter', 'AWS::Logs::QueryDefinition', 'AWS::CloudWatch::InsightRule']);

/** The resource as far as the emulator knows its kind; undefined when it does not know it at all. */
const emulatable = (resource: Resource): Resource | undefined => {
  if (unknownKinds.has(resource.Type)) return undefined;
  const { Metrics, ...properties } = resource.Properties;
  if (resource.Type !== 'AWS::CloudWatch::Alarm' || Metrics === undefined) return resource;
  const first = z
    .array(metricQuery)
    .parse(Metrics)
    .find(({ MetricStat }) => MetricStat)?.MetricStat;
  if (first === undefined) return undefined;
  const { Metric, Period, Stat } = first;
  return { ...resource, Properties: { ...properties, ...Metric, Period, Statistic: Stat } };
};

/** Functions that look at where webhooks go. */
const guards = [webhooksWrite.id, senderName];

const withWebhooksToLoopback = (paths: readonly string[], { tenant }: Assembly): string[] => {
  const WEBHOOK_TARGETS: TargetPolicy = 'public-and-loopback';
  const names = guards.map((name) => functionName(tenant, name));
  const opened = paths.flatMap((path) => {
    const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const found = Object.values(template.Resources).filter(({ Properties }) =>
      names.includes(String(Properties['FunctionName'])),
    );
    for (const { Properties } of found) {
      const { Variables } = environmentSchema.parse(Properties['Environment']);
      Properties['Environment'] = { Variables: { ...Variables, WEBHOOK_TARGETS } };
    }
    writeFileSync(path, JSON.stringify(template));
    return found;
  });
  if (opened.length !== guards.length) throw new Error(`Of ${names.join(', ')} the templates have ${opened.length}.`);
  return [`the refusal of webhooks to this machine, by ${guards.join(', ')}`];
};
