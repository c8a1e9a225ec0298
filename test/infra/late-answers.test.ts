import * as z from 'zod';
import { operationById } from '#operations/registry';
import { writeOperationIds } from '#operations/listing';
import { functionName } from '../../lib/names';
import { lateOperations } from '../../lib/config/late-answers';
import { aTenant, readable, resourcesOf, synthesize, writtenOut } from './synthesized';

const { api, monitoring } = synthesize({
  tenant: aTenant({ lateAnswers: { operations: ['request-port-in', 'change-number'], seconds: 300 } }),
  operations: ['request-port-in', 'change-number', 'update-device', 'get-port-in'].map((id) =>
    operationById(id as 'get-port-in'),
  ),
});

const worker = 'late-example-request-port-in';
const front = functionName('example', 'request-port-in');

const functionSchema = z.looseObject({
  FunctionName: z.string(),
  Handler: z.string(),
  Timeout: z.number(),
  Code: z.unknown(),
  Role: z.unknown(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

const functions = Object.entries(api.Resources)
  .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
  .map(([logicalId, { Properties }]) => ({ logicalId, ...functionSchema.parse(Properties) }));
const named = (name: string) => functions.find(({ FunctionName }) => FunctionName === name)!;

const statementsOf = (name: string): object[] => {
  const role = /<(\w+)\.Arn>/.exec(readable(named(name).Role))![1]!;
  const [policy] = z
    .array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: z.unknown() })) }) }))
    .parse(writtenOut(api.Resources[role]!.Properties['Policies']));
  return policy!.PolicyDocument.Statement;
};

describe('a tenant whose AT&T may answer late', () => {
  it('has a worker for each operation it states, and for no other', () => {
    const names = functions.map(({ FunctionName }) => FunctionName);
    expect(names.filter((name) => name.startsWith('late-')).toSorted()).toEqual(['late-example-change-number', worker]);
    expect(named(functionName('example', 'update-device')).Environment.Variables).not.toHaveProperty('LATE_ANSWERS');
  });

  it('has it run the operation’s own code, as it is configured, for as long as it is to wait and a moment more', () => {
    expect(named(worker)).toMatchObject({ Handler: 'index.worker', Timeout: 305, Code: named(front).Code });
    expect(named(front)).toMatchObject({ Handler: 'index.handler', Timeout: 29 });
    expect(named(worker).Environment).toEqual(named(front).Environment);
    expect(named(worker).Environment.Variables).toHaveProperty('SESSION_ROLE_ARN');
    expect(JSON.parse(String(named(worker).Environment.Variables['LATE_ANSWERS']))).toEqual({
      operations: ['request-port-in'],
      workerPrefix: 'late-example-',
      seconds: 300,
    });
  });

  it('has Lambda begin it once, within a minute', () => {
    const configured = resourcesOf(api, 'AWS::Lambda::EventInvokeConfig').map(({ Properties }) =>
      writtenOut(Properties),
    );
    expect(configured).toHaveLength(2);
    expect(configured).toContainEqual({
      FunctionName: `<${named(worker).logicalId}>`,
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('lets the operation’s function have its own worker begin and no other; the worker may do the same but that, and see who is restricted', () => {
    const invoke = {
      Sid: 'HandOverRequestPortIn',
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: `<${named(worker).logicalId}.Arn>`,
    };
    const mayRead = {
      Sid: 'FindHandedOver',
      Effect: 'Allow',
      Action: 'dynamodb:GetItem',
      Resource: expect.stringMatching(/Table/),
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['RESTRICTIONS*', 'REQUEST#*'] } },
    };
    const shared = statementsOf(front).slice(0, -2);
    const take = {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Resource: expect.any(String) as string,
    };
    expect(statementsOf(front)).toEqual([...shared, invoke, take]);
    const decrypting = expect.objectContaining({ Action: 'kms:Decrypt' }) as object;
    expect(statementsOf(worker)).toEqual([...shared, mayRead, decrypting, take]);
  });

  it('is told when a worker crashes, which no call shows', () => {
    const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm').map(({ Properties }) =>
      JSON.stringify(Properties),
    );
    const [alarm, ...others] = alarms.filter((text) => text.includes(worker));
    expect([alarm, others]).toEqual([expect.stringContaining('late-workers-failing'), []]);
    expect(alarm).toContain('late-example-change-number');
  });
});

describe('what a tenant states of late answers', () => {
  it('is nothing by default, and every write for fourteen minutes where it says no more', () => {
    expect(aTenant().lateAnswers).toBeUndefined();
    expect(lateOperations(aTenant())).toEqual([]);
    const tenant = aTenant({ lateAnswers: {} });
    expect(tenant.lateAnswers).toEqual({ operations: 'all', seconds: 840 });
    expect(lateOperations(tenant)).toEqual(writeOperationIds);
  });

  it.each([
    [{ operations: ['get-port-in'] }, 'lateAnswers.operations'],
    [{ operations: [] }, 'lateAnswers.operations'],
    [{ seconds: 29 }, 'lateAnswers.seconds: must be at least 30'],
    [{ seconds: 871 }, 'lateAnswers.seconds: must be at most 870'],
    [{ seconds: 60, retries: 1 }, 'lateAnswers'],
  ])('is refused when it is %j', (lateAnswers, mistake) => {
    expect(() => aTenant({ lateAnswers })).toThrow(mistake);
  });
});
