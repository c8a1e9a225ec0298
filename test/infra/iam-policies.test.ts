import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as keys from '#platform/table/keys';
import { prefixesOf, writingRights } from '#platform/table/table-rights';
import { secretName } from '#att/secret';
import { dataKeyPurposes, dataKeySecretName } from '#platform/data-keys/data-keys';
import { operations } from '#operations/registry';
import { functionName, secretPrefix, sightingKeeperName } from '../../lib/names';
import { aTenant, synthesize } from './synthesized';
import { itemKinds } from '../../tools/data-model/item-kinds';
import { accountId, accountOf, region, type DeployedFunction } from './iam/account';
import { callsOf, purposeOf, readSecret, solutionProvider, tableCall, useKey, type AwsCall } from './iam/calls';
import { decisionsIn, inWords } from './iam/decisions';
import { readsOf } from './iam/reads';

const tenant = aTenant({
  readCacheSeconds: 10,
  pushes: { secretHeader: 'X-Push-Secret', sources: ['192.0.2.0/24'] },
  lateAnswers: { operations: ['request-port-in', 'change-number'], seconds: 300 },
});
const { isRead, isTrackedRead } = readsOf(tenant);
const account = accountOf(synthesize({ tenant }), tenant.tenant);
const keeper = functionName(tenant.tenant, sightingKeeperName);
const only = (type: string): string => account.arnsOf(type)[0] ?? '';
const [table, key] = [only('AWS::DynamoDB::Table'), only('AWS::KMS::Key')];

const { byRole, isAllowed, decidedOtherwise } = decisionsIn(account);

/** All functions’ findings, under the name of one of each role. */
const findings = async (
  callsOfRole: (functions: readonly DeployedFunction[]) => readonly AwsCall[],
  expected: boolean,
): Promise<Record<string, string[]>> => {
  const found: Record<string, string[]> = {};
  for (const [role, functions] of byRole) {
    const otherwise = await decidedOtherwise(role, callsOfRole(functions), expected);
    if (otherwise.length > 0) found[functions[0]!.name] = otherwise;
  }
  return found;
};

/** Where every kind of item stands: patterns of partition keys, each once. */
const everyPartition = [...new Set(Object.values(itemKinds).map(({ key: { partition } }) => partition))];
const prefixOf = (pattern: string): string => pattern.split('{', 1)[0]!;

const ofAnotherTenant = (call: AwsCall): AwsCall => ({
  ...call,
  resource: call.resource.replaceAll(tenant.tenant, 'other').replace(/table\/\w+/, 'table/OthersTable'),
});

const called = (name: string, resource: string): AwsCall => ({ action: name, resource, context: {} });

const invoke = (name: string): AwsCall =>
  called('lambda:InvokeFunction', `arn:aws:lambda:${region}:${accountId}:function:${name}`);

describe('what IAM decides about the calls of functions, by the policies of the templates', () => {
  it('knows of each role that all its functions make the same calls', () => {
    for (const [, functions] of byRole) {
      const sets = functions.map((one) => new Set(callsOf(one, account, tenant).map(inWords)));
      for (const set of sets) expect(set).toEqual(sets[0]);
    }
  });

  it('has policies that IAM takes: at most 10,240 characters in a role, 2,048 of who may take it', () => {
    for (const [role, policy] of account.roles) {
      expect(JSON.stringify(policy).length).toBeLessThan(10_240);
      expect(JSON.stringify(account.resourcePolicies.get(role)).length).toBeLessThan(2_048);
    }
  });

  it('allows every call that a function can make', async () => {
    expect(await findings(([one]) => callsOf(one!, account, tenant), true)).toEqual({});
  });

  it('allows nothing with items of another sort of partition than the function’s own, nor to delete what it only reads', async () => {
    const notGranted = ([one]: readonly DeployedFunction[]): AwsCall[] => {
      const { rights } = purposeOf(one!, tenant);
      return (['get', 'query', ...writingRights] as const).flatMap((right) => {
        const own = new Set(prefixesOf(rights, right).map(({ partitionPrefix }) => partitionPrefix));
        const others = everyPartition.filter((pattern) => !own.has(prefixOf(pattern)));
        // Who has an action on nothing is asked about it once.
        return others.slice(0, own.size === 0 ? 1 : others.length).map((pattern) => tableCall(table, right, pattern));
      });
    };
    expect(everyPartition.length).toBeGreaterThan(20);
    expect(await findings(notGranted, false)).toEqual({});
  });

  it('allows nobody to write grants, to take the table whole, or to touch its settings', async () => {
    const whole = ['Scan', 'DeleteTable', 'UpdateTable', 'DescribeTable'].map((name) =>
      called(`dynamodb:${name}`, table),
    );
    const grants = writingRights.map((right) => tableCall(table, right, keys.clientGrants.key.partition));
    expect(await findings(() => [...whole, ...grants], false)).toEqual({});
  });

  it('allows nothing of another tenant’s: items, secrets, queues, buses, functions and state machines', async () => {
    const theirs = ([one]: readonly DeployedFunction[]) =>
      callsOf(one!, account, tenant)
        .map((call) => [call, ofAnotherTenant(call)] as const)
        .flatMap(([own, other]) => (own.resource === other.resource || own.resource === key ? [] : [other]));
    expect(await findings(theirs, false)).toEqual({});
  });

  it('allows no credentials of another API family, none of a Solution Provider to what asks AT&T nothing, and none to be changed', async () => {
    const prefix = secretPrefix(tenant.tenant);
    const families = [...new Set(operations.map(({ family }) => family))];
    const others = ([one]: readonly DeployedFunction[]): AwsCall[] => {
      const { families: own } = purposeOf(one!, tenant);
      const names = families
        .filter((family) => !own.includes(family))
        .map((family) => secretName(prefix, solutionProvider, family));
      const all = families.map((family) => readSecret(secretName(prefix, solutionProvider, family)));
      const changes = ['PutSecretValue', 'UpdateSecret', 'DeleteSecret'].map((name) => `secretsmanager:${name}`);
      return [...names.map(readSecret), ...all.flatMap((call) => changes.map((action) => ({ ...call, action })))];
    };
    expect(await findings(others, false)).toEqual({});
  });

  it('allows none of the tenant’s own keys but to what works with it, and none to be changed', async () => {
    const names = dataKeyPurposes.map(
      (purpose) => [purpose, dataKeySecretName(secretPrefix(tenant.tenant), purpose)] as const,
    );
    const others = ([one]: readonly DeployedFunction[]): AwsCall[] => {
      const own: readonly string[] = purposeOf(one!, tenant).dataKeys;
      return names.flatMap(([purpose, name]) => [
        ...(own.includes(purpose) ? [] : [readSecret(name)]),
        { ...readSecret(name), action: 'secretsmanager:PutSecretValue' },
      ]);
    };
    expect(await findings(others, false)).toEqual({});
    const signing = account.functions.filter((one) => purposeOf(one, tenant).dataKeys.includes('webhook-secrets'));
    expect(signing.map(({ name }) => name).toSorted()).toEqual(
      ['webhook-sender', 'webhooks-write'].map((id) => functionName(tenant.tenant, id)),
    );
  });

  it('allows the key only through the service that keeps something with it', async () => {
    const directly = ['Decrypt', 'GenerateDataKey', 'Encrypt'].map((name) => called(`kms:${name}`, key));
    const elsewhere = ['s3', 'ssm', 'sns'].flatMap((service) => useKey(key, 'Decrypt', service));
    expect(await findings(() => [...directly, ...elsewhere], false)).toEqual({});
  });

  it('allows what reads for a caller to write nothing, of whatever kind of item', async () => {
    const reads = byRole.filter(([, functions]) => functions.some(isRead));
    expect(reads.length).toBeGreaterThan(5);
    for (const [, functions] of reads) expect(functions.every(isRead)).toBe(true);
    const writes = writingRights.flatMap((right) => everyPartition.map((pattern) => tableCall(table, right, pattern)));
    expect(await findings((functions) => (functions.some(isRead) ? writes : []), false)).toEqual({});
  });

  it('allows sightings to be put by their keeper alone, and the keeper nothing else', async () => {
    const put = tableCall(table, 'put', keys.sightings.key.partition);
    const mayPut: string[] = [];
    for (const [role, functions] of byRole)
      if (await isAllowed(role, put)) mayPut.push(...functions.map(({ name }) => name));
    expect(mayPut).toEqual([keeper]);
    const { role } = account.functions.find(({ name }) => name === keeper)!;
    const others = (['get', 'query', ...writingRights] as const).flatMap((right) =>
      everyPartition
        .map((pattern) => tableCall(table, right, pattern))
        .filter((call) => inWords(call) !== inWords(put)),
    );
    const functions = account.functions.map(({ name }) => invoke(name));
    expect(await decidedOtherwise(role, [...others, ...functions], false)).toEqual([]);
  });

  it('allows reads that may show something tracked to have sightings kept, and no other read', async () => {
    for (const [role, functions] of byRole.filter(([, some]) => some.some(isRead))) {
      expect(new Set(functions.map(isTrackedRead)).size).toBe(1);
      expect(await isAllowed(role, invoke(keeper))).toBe(functions.some(isTrackedRead));
    }
    expect(byRole.some(([, functions]) => functions.some(isTrackedRead))).toBe(true);
  });

  it('allows what reads for a caller to have nothing else done: no call of another function, no execution, no event, no message', async () => {
    const reads = byRole.filter(([, functions]) => functions.some(isRead));
    const others = [
      ...account.arnsOf('AWS::StepFunctions::StateMachine').map((one) => called('states:StartExecution', one)),
      ...account.arnsOf('AWS::Events::EventBus').map((one) => called('events:PutEvents', one)),
      ...account
        .arnsOf('AWS::SQS::Queue')
        .map((one) => ({ ...called('sqs:SendMessage', one), context: { 'aws:SecureTransport': 'true' } })),
      ...account.functions.flatMap(({ name }) => (name === keeper ? [] : [invoke(name)])),
    ];
    const found: Record<string, string[]> = {};
    for (const [role, [one]] of reads) {
      const otherwise = await decidedOtherwise(role, others, false);
      if (otherwise.length > 0) found[one!.name] = otherwise;
    }
    expect(found).toEqual({});
  });
});

describe('the library that evaluates policies', () => {
  it('is no part of what is shipped: its licence is the AGPL', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    expect(dependencies).not.toHaveProperty(['@cloud-copilot/iam-simulate']);
    expect(devDependencies).toHaveProperty(['@cloud-copilot/iam-simulate']);
  });
});
