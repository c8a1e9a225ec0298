import assert from 'node:assert/strict';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { secretName } from '#att/secret';
import { bulkWrites } from '#platform/table/keys';
import { secretPrefix } from '../../../lib/names';
import type { Journey } from '../journey';
import { askAsOperator, askAsRole, type AskAs, type Service } from './as-role';
import { idsOf, resourcesOf, type Resource } from './belongings';
import type { Neighbours, Resident } from './resident';

/** One way to something of a tenant’s. What it does when it is allowed changes nothing. */
interface Way {
  to: string;
  ask: [Service, string, object];
  /** What AWS says of a right, when what is asked for makes no sense. */
  allowedBy?: string;
}

/** Of a partition in which roles do everything, whosever it is. */
const noKey = { pk: { S: `${bulkWrites.key.partitionPrefix}NOT-THERE` }, sk: { S: 'NOT-THERE' } };

const waysToTable = (TableName: string): Way[] => [
  { to: 'read an item', ask: ['dynamodb', 'GetItem', { TableName, Key: noKey }] },
  {
    to: 'query items',
    ask: [
      'dynamodb',
      'Query',
      { TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': noKey.pk } },
    ],
  },
  {
    to: 'put an item',
    ask: ['dynamodb', 'PutItem', { TableName, Item: noKey, ConditionExpression: 'attribute_exists(pk)' }],
    allowedBy: 'ConditionalCheckFailedException',
  },
  {
    to: 'update an item',
    ask: ['dynamodb', 'UpdateItem', { TableName, Key: noKey, ConditionExpression: 'attribute_exists(pk)' }],
    allowedBy: 'ConditionalCheckFailedException',
  },
];

const waysTo = (resident: Resident, resources: readonly Resource[]): Way[] => {
  const [table = ''] = idsOf(resources, 'AWS::DynamoDB::Table');
  const [key = ''] = idsOf(resources, 'AWS::KMS::Key');
  const [bus = ''] = idsOf(resources, 'AWS::Events::EventBus');
  const [provider] = providers;
  const ownSecret = secretName(secretPrefix(resident.plan.tenant), provider.id, provider.family);
  const machines = idsOf(resources, 'AWS::StepFunctions::StateMachine');
  const entry = { EventBusName: bus, Source: 'deploy-suite', DetailType: 'nobody waits for it', Detail: '{}' };
  return [
    ...waysToTable(table),
    ...[...idsOf(resources, 'AWS::SecretsManager::Secret'), ownSecret].map((SecretId): Way => ({
      to: `read the secret ${SecretId.replace(/^.*att-partner-gateway/, '').replaceAll(resident.plan.tenant, '…')}`,
      ask: ['secretsmanager', 'GetSecretValue', { SecretId }],
    })),
    { to: 'use the key', ask: ['kms', 'GenerateDataKey', { KeyId: key, KeySpec: 'AES_256' }] },
    ...idsOf(resources, 'AWS::SQS::Queue').flatMap((QueueUrl): Way[] => [
      { to: `look at the queue ${shortOf(resident, QueueUrl)}`, ask: ['sqs', 'GetQueueAttributes', { QueueUrl }] },
      {
        to: `take from the queue ${shortOf(resident, QueueUrl)}`,
        ask: ['sqs', 'ReceiveMessage', { QueueUrl, VisibilityTimeout: 0 }],
      },
      {
        to: `send to the queue ${shortOf(resident, QueueUrl)}`,
        ask: ['sqs', 'SendMessage', { QueueUrl, MessageBody: '' }],
        allowedBy: 'MissingParameter',
      },
    ]),
    { to: 'put an event on the bus', ask: ['events', 'PutEvents', { Entries: [entry] }] },
    ...machines.map((stateMachineArn): Way => ({
      to: `start ${shortOf(resident, stateMachineArn)}`,
      ask: ['states', 'StartExecution', { stateMachineArn, input: 'no JSON' }],
      allowedBy: 'InvalidExecutionInput',
    })),
    ...idsOf(resources, 'AWS::Lambda::Function').map((name): Way => ({
      to: `invoke ${shortOf(resident, name)}`,
      ask: ['lambda', name, {}],
    })),
  ];
};

const shortOf = ({ plan: { tenant } }: Resident, id: string): string => id.replace(/^.*[/:]/, '').replace(tenant, '…');

const providers = [{ id: '10067', family: 'ordering-alliance' }] as const;

/** How it ended, as AWS says it; a name of an error that says nothing of a right is kept. */
const outcomeOf = async (ask: AskAs, { ask: what, allowedBy }: Way): Promise<string> => {
  const name = await ask(...what);
  if (name === undefined || name === allowedBy) return 'allowed';
  return /^AccessDenied/.test(name) ? 'denied' : name;
};

interface Findings {
  roles: number;
  asked: number;
  /** Ways to the neighbour’s that were not denied. */
  open: string[];
  /** What some role may do of its own, so that the same done of another's is denied by the policies alone. */
  own: Set<string>;
}

const lookAcross = async (from: Resident, to: Resident): Promise<Findings> => {
  const [mine, theirs] = [await resourcesOf(from.plan), await resourcesOf(to.plan)];
  const [ownWays, foreignWays] = [waysTo(from, mine), waysTo(to, theirs)];
  const roles = idsOf(mine, 'AWS::IAM::Role');
  const found: Findings = { roles: roles.length, asked: 0, open: [], own: new Set() };
  for (const role of roles) {
    const ask = await askAsRole(from.plan, role);
    for (const way of ownWays)
      if (!found.own.has(kindOf(way)) && (await outcomeOf(ask, way)) === 'allowed') found.own.add(kindOf(way));
    for (const way of foreignWays) {
      found.asked += 1;
      const outcome = await outcomeOf(ask, way);
      if (outcome !== 'denied') found.open.push(`${role} could ${way.to}: ${outcome}`);
    }
  }
  return found;
};

const kindOf = ({ ask: [service, operation] }: Way): string =>
  service === 'lambda' ? 'lambda Invoke' : `${service} ${operation}`;

const denied = async (from: Resident, to: Resident): Promise<void> => {
  const { roles, asked, open, own } = await lookAcross(from, to);
  assert.deepEqual(open, []);
  const kinds = new Set(waysTo(from, await resourcesOf(from.plan)).map(kindOf));
  // The key is used through services that keep things alone; not even its own roles use it themselves.
  kinds.delete('kms GenerateDataKey');
  assert.deepEqual([...own].toSorted(), [...kinds].toSorted());
  process.stdout.write(`       ${roles} roles, ${asked} questions\n`);
};

export const rolesAcrossJourney: Journey<Neighbours> = {
  name: 'From a function of one tenant to what is the other’s',
  steps: [
    {
      title:
        'the operator gets to what every way leads to: table, secrets, key, queues, bus, state machines, functions',
      run: async ({ one, other }) => {
        for (const resident of [one, other]) {
          for (const { id, family } of providers)
            await resident.operator.storeCredentials(id, family, demoCredentials(family, id));
          const ask = askAsOperator(resident.plan);
          for (const way of waysTo(resident, await resourcesOf(resident.plan)))
            assert.equal(await outcomeOf(ask, way), 'allowed', `${way.to} of ${resident.plan.tenant}`);
        }
      },
    },
    {
      title: 'no role of the one gets to anything of the other, whose name begins with its own',
      run: ({ one, other }) => denied(one, other),
    },
    {
      title: 'and none of the other to anything of the one',
      run: ({ one, other }) => denied(other, one),
    },
  ],
};
