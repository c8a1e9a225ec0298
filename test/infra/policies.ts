import * as z from 'zod';
import { functionName } from '../../lib/names';
import { readable, resourcesOf, synthesize } from './synthesized';

const many = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: many,
  Resource: many,
  Condition: z.unknown().optional(),
});
const roleSchema = z.looseObject({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) })).default([]),
});

const { api } = synthesize();

/** What a role of the API stack allows, as it is read. */
export const statementsOf = (roleId: string) =>
  roleSchema
    .parse(api.Resources[roleId]!.Properties)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Action, Resource, Condition }) => ({
      actions: Action.map(readable),
      resources: Resource.map(readable),
      condition: Condition,
    }));

const handlerOf = (name: string) =>
  resourcesOf(api, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === functionName('example', name),
  )!.Properties;
const idIn = (arn: string): string => /<(\w+)\.Arn>/.exec(arn)![1]!;

/** The role of a function, by the function’s name within the tenant. */
export const roleOf = (name: string): string => idIn(readable(handlerOf(name)['Role']));

const variables = z.object({ Variables: z.object({ SESSION_ROLE_ARN: z.unknown() }) });

/** The role it takes to act for one Solution Provider. */
export const sessionRoleOf = (name: string): string =>
  idIn(readable(variables.parse(handlerOf(name)['Environment']).Variables.SESSION_ROLE_ARN));

/** Taking it. */
export const mayTake = (name: string) => ({
  actions: ['sts:AssumeRole', 'sts:TagSession'],
  resources: [`<${sessionRoleOf(name)}.Arn>`],
});

/** How policies write the Solution Provider of a session. */
export const ofSession = '${aws:PrincipalTag/SolutionProvider}';

/** What every function may. */
export const logsAndTraces = [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [expect.stringMatching(/^<\w+Logs\w+\.Arn>$/)],
  },
  { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] },
];
export const keyThrough = (service: string, actions: string[]) => ({
  actions,
  resources: [expect.stringContaining('PublishOutputFnGetAttKey')],
  condition: { StringEquals: { 'kms:ViaService': `${service}.us-east-1.amazonaws.com` } },
});
export const account = 'us-east-1:<AWS::AccountId>';
export const mayReadDataKeys = (...purposes: string[]) => ({
  actions: ['secretsmanager:GetSecretValue'],
  resources: purposes.map(
    (purpose) => `arn:<AWS::Partition>:secretsmanager:${account}:secret:att-partner-gateway/example/${purpose}-??????`,
  ),
});
export const table = expect.stringMatching(/PublishOutputFnGetAttTable\w+>$/);

/** An action on items of the table in these partitions. */
export const inTable = (action: string, ...partitions: string[]) => ({
  actions: [`dynamodb:${action}`],
  resources: [table],
  condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
});

/** The same of the index by which they are listed. */
export const inList = (...partitions: string[]) => ({
  ...inTable('Query', ...partitions),
  resources: [expect.stringMatching(/>\/index\/list$/)],
});

/** The table’s key, to read and write. */
export const writing = keyThrough('dynamodb', ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey']);
/** The same, to read alone. */
export const reading = keyThrough('dynamodb', ['kms:Decrypt']);
