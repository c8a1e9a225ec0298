import type { ApiFamily, Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import * as background from '#entry/background-rights';
import { markedRights, markingRights, operationRights } from '#entry/effect-rights';
import { operations } from '#operations/registry';
import { secretName } from '#att/secret';
import { dataKeySecretName, type DataKeyPurpose } from '#platform/data-keys/data-keys';
import { prefixesOf, tableRights, together, type TableRight, type TableRights } from '#platform/table/table-rights';
import { readEnvironment } from '#platform/environment';
import { pushSecretName } from '#pushes/push-secret';
import { routeGroups } from '#routes/registry';
import type { RouteGroup } from '#routes/define-group';
import { functionName, lateWorkerPrefix } from '../../../lib/names';
import type { Tenant } from '../../../lib/config/tenant';
import { accountId, region, type Account, type DeployedFunction } from './account';

/** One call of an AWS API. */
export interface AwsCall {
  action: string;
  resource: string;
  context: Record<string, string | string[]>;
}

/** What a function is for, as its calls follow from it. */
interface Purpose {
  rights: TableRights;
  families: readonly ApiFamily[];
  dataKeys: readonly DataKeyPurpose[];
}

const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${accountId}:${resource}`;

const actionOf: Record<TableRight, string> = {
  get: 'dynamodb:GetItem',
  query: 'dynamodb:Query',
  list: 'dynamodb:Query',
  open: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  putAll: 'dynamodb:BatchWriteItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
};

/** Whom calls are for. */
export const solutionProvider = 'A-06399x';

/** A partition’s key as it is of a Solution Provider’s. */
const partitionOf = (pattern: string, id: string): string =>
  pattern
    .replaceAll('{solutionProvider}', id)
    .replaceAll('{partition}', `SP#${id}`)
    .replaceAll(/\{\w+\}/g, 'x1');

/** Whether keys of a pattern have a Solution Provider’s id in them. */
export const isOfOne = (pattern: string): boolean => partitionOf(pattern, 'A') !== partitionOf(pattern, 'B');

/** A call about items of a Solution Provider’s in a partition of this pattern. */
export const tableCall = (table: string, right: TableRight, pattern: string, of = solutionProvider): AwsCall => ({
  action: actionOf[right],
  resource: right === 'list' || right === 'open' ? `${table}/index/${right}` : table,
  context: { 'dynamodb:LeadingKeys': [partitionOf(pattern, of)] },
});

export const readSecret = (name: string): AwsCall => ({
  action: 'secretsmanager:GetSecretValue',
  resource: arn('secretsmanager', `secret:${name}-a1B2c3`),
  context: {},
});

/** Using a key on what a service keeps with it. */
export const useKey = (key: string, action: 'Decrypt' | 'GenerateDataKey', service: string): AwsCall => ({
  action: `kms:${action}`,
  resource: key,
  context: { 'kms:ViaService': `${service}.${region}.amazonaws.com` },
});

const ofOperation = (operation: Operation, isMarking: boolean): Purpose => {
  const entry = operationEntryOf(operation);
  const marks = entry.handler === 'write' ? operation.family === 'mobility' : operation.cacheable !== undefined;
  const marking = entry.handler === 'write' ? markingRights : markedRights;
  return {
    rights: together(operationRights(entry), isMarking && marks ? marking : {}),
    families: [operation.family],
    dataKeys: entry.handler === 'write' ? ['fingerprints', 'answers'] : [],
  };
};

const ofGroup = ({ may, uses = [] }: RouteGroup): Purpose => ({
  rights: may,
  families: [],
  dataKeys: [
    ...(uses.includes('data-keys') ? (['bulk-rows', 'fingerprints'] as const) : []),
    ...(uses.includes('answer-key') ? (['answers'] as const) : []),
    ...(uses.includes('webhook-key') ? (['webhook-secrets'] as const) : []),
  ],
});

/** Families of the operations a function is told the addresses of. */
const boundFamilies = ({ variables }: DeployedFunction): ApiFamily[] => {
  if (variables['BINDINGS'] === undefined) return [];
  const ids = Object.keys(readEnvironment(variables, 'bindings').bindings);
  return [...new Set(operations.filter(({ id }) => ids.includes(id)).map(({ family }) => family))];
};

/** Functions nobody calls, by their names. */
const ofBackground: Record<string, Omit<Purpose, 'families'>> = {
  authorizer: { rights: background.authorizerRights, dataKeys: [] },
  'event-publisher': { rights: background.publisherRights, dataKeys: ['audit'] },
  'webhook-sender': { rights: background.senderRights, dataKeys: ['webhook-secrets'] },
  'status-poller': { rights: background.pollerRights, dataKeys: [] },
  'poller-sweep': { rights: background.sweepRights, dataKeys: [] },
  'drift-report': { rights: background.driftRights, dataKeys: [] },
  'sighting-keeper': { rights: background.keeperRights, dataKeys: [] },
  reconciler: { rights: background.reconcilerRights, dataKeys: ['answers'] },
  'bulk-writer': { rights: background.bulkWriterRights, dataKeys: ['bulk-rows'] },
  'push-receiver': { rights: background.pushReceiverRights, dataKeys: ['pushes'] },
  'push-applier': { rights: background.pushApplierRights, dataKeys: ['pushes'] },
};

const isNamed = ({ name }: DeployedFunction, tenant: string, id: string): boolean =>
  name === functionName(tenant, id) || name === `${lateWorkerPrefix(tenant)}${id}`;

/** @throws when nobody says what the function is for */
export const purposeOf = (one: DeployedFunction, { tenant, readCacheSeconds, clientLimits }: Tenant): Purpose => {
  const operation = operations.find(({ id }) => isNamed(one, tenant, id));
  const group = routeGroups.find(({ id }) => isNamed(one, tenant, id));
  const called = operation ? ofOperation(operation, readCacheSeconds > 0) : group && ofGroup(group);
  // The worker of an operation may look as well whether its Solution Provider is still served.
  const working = one.name.startsWith(lateWorkerPrefix(tenant)) ? background.lateWorkerRights : {};
  if (called) return { ...called, rights: together(called.rights, working) };
  const [, purpose] = Object.entries(ofBackground).find(([id]) => isNamed(one, tenant, id)) ?? [];
  if (!purpose) throw new Error(`What ${one.name} may do in the table is said nowhere.`);
  const counting = isNamed(one, tenant, 'authorizer') && clientLimits ? background.countingRights : {};
  return { ...purpose, rights: together(purpose.rights, counting), families: boundFamilies(one) };
};

/** Every call a function can make for a Solution Provider: of its stores, of what it is told the names of, and of what calls it. */
export const callsOf = (
  one: DeployedFunction,
  account: Account,
  tenant: Tenant,
  of: string = solutionProvider,
): AwsCall[] => {
  const { rights, families, dataKeys } = purposeOf(one, tenant);
  const [table = '', key = ''] = ['AWS::DynamoDB::Table', 'AWS::KMS::Key'].map((type) => account.arnsOf(type)[0]);
  const inTable = tableRights.flatMap((right) =>
    prefixesOf(rights, right).map(({ partition }) => tableCall(table, right, partition, of)),
  );
  const isWriting = [rights.put, rights.putAll, rights.update, rights.delete].some(Boolean);
  const { secretPrefix } =
    one.variables['SECRET_PREFIX'] === undefined ? {} : readEnvironment(one.variables, 'secretPrefix');
  const secrets = [
    ...families.map((family) => secretName(secretPrefix ?? '', of, family)),
    ...dataKeys.map((purpose) => dataKeySecretName(secretPrefix ?? '', purpose)),
    ...(one.variables['PUSH_SECRET_HEADER'] === undefined ? [] : [pushSecretName(secretPrefix ?? '', of)]),
  ].map(readSecret);
  return [
    ...inTable,
    ...(inTable.length > 0 ? [useKey(key, 'Decrypt', 'dynamodb')] : []),
    ...(isWriting ? [useKey(key, 'GenerateDataKey', 'dynamodb')] : []),
    ...secrets,
    ...(secrets.length > 0 ? [useKey(key, 'Decrypt', 'secretsmanager')] : []),
    ...toldOf(one, key, tenant),
    ...sourceCalls(one, key),
  ];
};

/** Calls of what a function is told the names of. */
const toldOf = ({ name, variables }: DeployedFunction, key: string, { tenant }: Tenant): AwsCall[] => {
  const start = ['STATUS_POLLER_ARN', 'BULK_WRITER_ARN'].flatMap((variable) => variables[variable] ?? []);
  const bus = variables['EVENT_BUS_NAME'];
  const queue = variables['WEBHOOK_QUEUE_URL']?.split('/').at(-1);
  const writes = operations.filter(({ idempotency }) => idempotency !== 'safe');
  const invoked = [
    ...(variables['FUNCTION_PREFIX'] === undefined
      ? []
      : writes.map(({ id }) => `${variables['FUNCTION_PREFIX']}${id}`)),
    ...['PUSH_APPLIER_NAME', 'SIGHTING_KEEPER_NAME'].flatMap((variable) => variables[variable] ?? []),
    ...(variables['LATE_ANSWERS'] === undefined || name.startsWith(lateWorkerPrefix(tenant))
      ? []
      : [name.replace(functionName(tenant, ''), lateWorkerPrefix(tenant))]),
  ];
  return [
    ...start.map((resource) => ({ action: 'states:StartExecution', resource, context: {} })),
    ...(bus === undefined
      ? []
      : [{ action: 'events:PutEvents', resource: arn('events', `event-bus/${bus}`), context: {} }]),
    ...(queue === undefined
      ? []
      : [
          { action: 'sqs:SendMessage', resource: arn('sqs', queue), context: tls },
          useKey(key, 'GenerateDataKey', 'sqs'),
        ]),
    ...invoked.map((id) => ({
      action: 'lambda:InvokeFunction',
      resource: arn('lambda', `function:${id}`),
      context: {},
    })),
  ];
};

const tls = { 'aws:SecureTransport': 'true' };

/** Calls Lambda makes with the function's role to have it called. */
const sourceCalls = ({ sources }: DeployedFunction, key: string): AwsCall[] =>
  sources.flatMap(({ from, failures }) => [
    ...(from.includes(':sqs:')
      ? ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((name) => ({
          action: `sqs:${name}`,
          resource: from,
          context: tls,
        }))
      : ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((name) => ({
          action: `dynamodb:${name}`,
          resource: from,
          context: {},
        }))),
    ...(from.includes(':sqs:') ? [useKey(key, 'Decrypt', 'sqs')] : []),
    ...(failures === undefined ? [] : [{ action: 'sqs:SendMessage', resource: failures, context: tls }]),
  ]);
