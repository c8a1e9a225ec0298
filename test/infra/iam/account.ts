import * as z from 'zod';
import { stackName, type StackKind } from '../../../lib/names';
import type { Resource, Template } from '../synthesized';

/*
 * What a tenant's templates make in an account: with every reference resolved, so that policies can be evaluated.
 */

export const accountId = '111122223333';
export const region = 'us-east-1';

export interface PolicyDocument {
  Version?: string;
  Statement: { Effect: string; Action?: unknown; Resource?: unknown; Sid?: string }[];
}

export interface DeployedFunction {
  name: string;
  role: string;
  /** The role it takes to act for one Solution Provider. */
  session: string | undefined;
  variables: Record<string, string>;
  /** ARN of the stream or queue it works on, and of the queue for what it cannot. */
  sources: { from: string; failures?: string | undefined }[];
}

export interface Account {
  functions: readonly DeployedFunction[];
  /** The policy of each role, by the role's ARN. */
  roles: ReadonlyMap<string, PolicyDocument>;
  /** What each role is tagged with, by the role's ARN. */
  tagsOf: ReadonlyMap<string, Record<string, string>>;
  /** Policies of resources, by the resource's ARN; of roles, who may take them. */
  resourcePolicies: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of what there is of a type, e.g. `AWS::KMS::Key`. */
  arnsOf(type: string): string[];
}

type Stacks = Record<StackKind, Template>;

const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${accountId}:${resource}`;

const nameIn = ({ Properties }: Resource, property: string, otherwise: string): string =>
  typeof Properties[property] === 'string' ? Properties[property] : otherwise;

/** How AWS names what a resource makes. */
const arnOf: Record<string, (resource: Resource, id: string) => string> = {
  'AWS::DynamoDB::Table': (resource, id) => arn('dynamodb', `table/${nameIn(resource, 'TableName', id)}`),
  'AWS::KMS::Key': (_, id) => arn('kms', `key/${id}`),
  'AWS::SQS::Queue': (resource, id) => arn('sqs', nameIn(resource, 'QueueName', id)),
  'AWS::SNS::Topic': (resource, id) => arn('sns', nameIn(resource, 'TopicName', id)),
  'AWS::Lambda::Function': (resource, id) => arn('lambda', `function:${nameIn(resource, 'FunctionName', id)}`),
  'AWS::Events::EventBus': (resource, id) => arn('events', `event-bus/${nameIn(resource, 'Name', id)}`),
  'AWS::Events::Rule': (resource, id) => arn('events', `rule/${nameIn(resource, 'Name', id)}`),
  'AWS::Logs::LogGroup': (resource, id) => arn('logs', `log-group:${nameIn(resource, 'LogGroupName', id)}:*`),
  'AWS::StepFunctions::StateMachine': (resource, id) =>
    arn('states', `stateMachine:${nameIn(resource, 'StateMachineName', id)}`),
  'AWS::IAM::Role': (_, id) => `arn:aws:iam::${accountId}:role/${id}`,
};

/** By what a reference, without an attribute, knows it. */
const referenceOf = (resource: Resource, id: string): string => {
  const known = arnOf[resource.Type]?.(resource, id) ?? id;
  if (resource.Type === 'AWS::SQS::Queue')
    return `https://sqs.${region}.amazonaws.com/${accountId}/${known.split(':').at(-1)}`;
  return resource.Type === 'AWS::SNS::Topic' ? known : (known.split(/[/:]/).at(-1) ?? id);
};

const pseudo: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': accountId,
  'AWS::URLSuffix': 'amazonaws.com',
};

const output = z.object({ StackName: z.string(), OutputName: z.string() });

/** A template's value as CloudFormation would have it. */
const resolverOf = (stacks: Stacks, tenant: string) => {
  const kinds = Object.keys(stacks) as StackKind[]; // of the record of stacks
  const resolve = (value: unknown, template: Template): unknown => {
    if (Array.isArray(value)) return value.map((one) => resolve(one, template));
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined]] = Object.entries(value);
    if (name === 'Ref') return reference(String(argument), template);
    if (name === 'Fn::GetAtt') return attribute(z.tuple([z.string(), z.string()]).parse(argument), template);
    if (name === 'Fn::Join') {
      const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(argument);
      return parts.map((part) => String(resolve(part, template))).join(separator);
    }
    if (name === 'Fn::GetStackOutput') {
      const { StackName, OutputName } = output.parse(argument);
      const kind = kinds.find((one) => stackName(tenant, one) === StackName);
      return kind && resolve(stacks[kind].Outputs[OutputName]?.Value, stacks[kind]);
    }
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, resolve(inner, template)]));
  };
  const reference = (id: string, { Resources }: Template): string =>
    pseudo[id] ?? (Resources[id] ? referenceOf(Resources[id], id) : id);
  const attribute = ([id, name]: [string, string], { Resources }: Template): string => {
    const resource = Resources[id];
    const known = resource && arnOf[resource.Type]?.(resource, id);
    if (name === 'Arn' && known !== undefined) return known;
    if (name === 'StreamArn' && known !== undefined) return `${known}/stream/2026-01-01T00:00:00.000`;
    return known === undefined ? `${id}.${name}` : known.split(/[/:]/).at(-1)!;
  };
  return resolve;
};

const documentSchema = z.custom<PolicyDocument>(
  (value) => z.object({ Statement: z.array(z.unknown()) }).safeParse(value).success,
);
const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: documentSchema })).default([]),
  AssumeRolePolicyDocument: documentSchema,
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});
const functionSchema = z.object({
  FunctionName: z.string(),
  Role: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});
const mappingSchema = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});
const named = z.object({
  Queues: z.array(z.string()).default([]),
  Topics: z.array(z.string()).default([]),
  PolicyDocument: documentSchema,
});

/** The account that a tenant's templates make. Functions of the CDK's own are left out. */
export const accountOf = (stacks: Stacks, tenant: string): Account => {
  const resolve = resolverOf(stacks, tenant);
  const all = Object.values(stacks).flatMap((template) =>
    Object.entries(template.Resources).map(([id, resource]) => {
      const Properties = z.record(z.string(), z.unknown()).parse(resolve(resource.Properties, template));
      return { id, arn: arnOf[resource.Type]?.(resource, id) ?? id, Type: resource.Type, Properties };
    }),
  );
  const of = (type: string) => all.filter(({ Type }) => Type === type);
  const mappings = of('AWS::Lambda::EventSourceMapping').map(({ Properties }) => mappingSchema.parse(Properties));
  const sourcesOf = (name: string) =>
    mappings
      .filter(({ FunctionName }) => FunctionName === name)
      .map((one) => ({ from: one.EventSourceArn, failures: one.DestinationConfig?.OnFailure.Destination }));
  const functions = of('AWS::Lambda::Function').flatMap(({ Properties }) => {
    const { success, data } = functionSchema.safeParse(Properties);
    if (!success) return [];
    const { FunctionName: name, Role: role, Environment } = data;
    const { Variables: variables } = Environment;
    return [{ name, role, session: variables['SESSION_ROLE_ARN'], variables, sources: sourcesOf(name) }];
  });
  const made = of('AWS::IAM::Role').map(({ arn: role, Properties }) => ({ role, ...roleSchema.parse(Properties) }));
  const roles = made.map(({ role, Policies }) => {
    const documents = Policies.map(({ PolicyDocument }) => PolicyDocument);
    return [role, { Version: '2012-10-17', Statement: documents.flatMap(({ Statement }) => Statement) }] as const;
  });
  const takenBy = made.map(({ role, AssumeRolePolicyDocument }) => [role, AssumeRolePolicyDocument] as const);
  const tags = made.map(
    ({ role, Tags }) => [role, Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))] as const,
  );
  const keys = of('AWS::KMS::Key').map(
    ({ arn: key, Properties }) => [key, documentSchema.parse(Properties['KeyPolicy'])] as const,
  );
  const others = [...of('AWS::SQS::QueuePolicy'), ...of('AWS::SNS::TopicPolicy')].flatMap(({ Properties }) => {
    const { Queues, Topics, PolicyDocument } = named.parse(Properties);
    const queues = Queues.map((url) => arn('sqs', url.split('/').at(-1)!));
    return [...queues, ...Topics].map((one) => [one, PolicyDocument] as const);
  });
  return {
    functions,
    roles: new Map(roles),
    tagsOf: new Map(tags),
    resourcePolicies: new Map([...keys, ...others, ...takenBy]),
    arnsOf: (type) => of(type).map(({ arn: one }) => one),
  };
};
