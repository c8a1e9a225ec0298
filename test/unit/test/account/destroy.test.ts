import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { destroy } from '../../../account/destroy';
import { runTag, stacksOf } from '../../../account/run-id';
import { accountSite } from '../../../account/site';

const run = 'smoke-0a1b2c3d';
const site = accountSite('us-east-1');
const [monitoring = '', , , data = ''] = stacksOf(run);

interface FakeStack {
  name: string;
  tag: string;
  status?: string;
}

/** CloudFormation with some stacks; the others of a run’s names are not there. */
const cloudFormationWith = (stacks: readonly FakeStack[], failing?: string) => {
  const deleted: string[] = [];
  const statusOf = ({ name, status = 'CREATE_COMPLETE' }: FakeStack): string =>
    deleted.includes(name) ? (name === failing ? 'DELETE_FAILED' : 'DELETE_COMPLETE') : status;
  const send = (command: unknown): Promise<object> => {
    if (command instanceof ListStacksCommand)
      return Promise.resolve({
        StackSummaries: stacks
          .filter((one) => statusOf(one) === 'DELETE_COMPLETE')
          .map(({ name }) => ({ StackName: name, StackId: `arn:${name}` })),
      });
    if (command instanceof DescribeStacksCommand) {
      const { StackName: asked = '' } = command.input;
      const one = stacks.find(
        (stack) => asked === `arn:${stack.name}` || (asked === stack.name && statusOf(stack) !== 'DELETE_COMPLETE'),
      );
      if (!one) return Promise.reject(new Error(`Stack with id ${asked} does not exist`));
      const Tags = [{ Key: runTag, Value: one.tag }];
      return Promise.resolve({
        Stacks: [{ StackName: one.name, StackId: `arn:${one.name}`, StackStatus: statusOf(one), Tags }],
      });
    }
    if (command instanceof ListStackResourcesCommand)
      return Promise.resolve({
        StackResourceSummaries: command.input.StackName?.endsWith('-data')
          ? [
              { ResourceType: 'AWS::KMS::Key', PhysicalResourceId: 'key-1' },
              { ResourceType: 'AWS::Events::EventBus', PhysicalResourceId: 'bus-1' },
              { ResourceType: 'AWS::IAM::Role', PhysicalResourceId: 'role-1' },
            ]
          : [],
      });
    if (command instanceof DeleteStackCommand) deleted.push((command.input.StackName ?? '').replace('arn:', ''));
    else if (!(command instanceof UpdateTerminationProtectionCommand)) throw new Error('Another command.');
    return Promise.resolve({});
  };
  jest.spyOn(CloudFormationClient.prototype, 'send').mockImplementation(send as never);
  return deleted;
};

let removed: string[];
const note = (command: { constructor: { name: string }; input: object }): Promise<object> => {
  if (/^(Delete|Schedule)/.test(command.constructor.name)) removed.push(command.constructor.name);
  return Promise.resolve({});
};

beforeEach(() => {
  removed = [];
  for (const client of [KMSClient, EventBridgeClient, SecretsManagerClient, CloudWatchLogsClient])
    jest.spyOn(client.prototype, 'send').mockImplementation(note as never);
});
afterEach(() => jest.restoreAllMocks());

const quiet = () => undefined;

describe('taking a run away', () => {
  it('deletes its stacks in order, then what they kept, the key last', async () => {
    const deleted = cloudFormationWith([data, monitoring].map((name) => ({ name, tag: run })));
    expect(await destroy(site, run, quiet)).toEqual([]);
    expect(deleted).toEqual([monitoring, data]);
    expect(removed).toEqual(['DeleteEventBusCommand', 'ScheduleKeyDeletionCommand']);
  });

  it('leaves stacks of the name alone that another run, or nobody, has tagged', async () => {
    const deleted = cloudFormationWith([
      { name: data, tag: 'smoke-ffffffff' },
      { name: monitoring, tag: '' },
    ]);
    expect(await destroy(site, run, quiet)).toEqual([]);
    expect([deleted, removed]).toEqual([[], []]);
  });

  it('removes what a stack kept that was deleted before', async () => {
    const deleted = cloudFormationWith([{ name: data, tag: run, status: 'DELETE_COMPLETE' }]);
    expect(await destroy(site, run, quiet)).toEqual([]);
    expect(deleted).toEqual([]);
    expect(removed).toContain('ScheduleKeyDeletionCommand');
  });

  it('says what is left, and takes away the rest', async () => {
    cloudFormationWith(
      [data, monitoring].map((name) => ({ name, tag: run })),
      monitoring,
    );
    jest.spyOn(KMSClient.prototype, 'send').mockImplementation(((command: unknown) => {
      expect(command).toBeInstanceOf(ScheduleKeyDeletionCommand);
      return Promise.reject(new Error('AccessDenied'));
    }) as never);
    expect(await destroy(site, run, quiet)).toEqual([
      expect.stringContaining(`${monitoring} is in DELETE_FAILED`),
      expect.stringContaining('AWS::KMS::Key key-1: AccessDenied'),
    ]);
    expect(removed).toContain('DeleteEventBusCommand');
  });
});
