import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { within } from '#platform/aws/within';
import type { Emulator } from '../deploy/emulator';
import type { Post } from '../deploy/operator';

/** An account and region of AWS, or an emulator that plays one. */
export interface Site extends Pick<Post, 'settings' | 'region'> {
  /** What the CDK’s commands need beside the process’s own environment. */
  environment: Record<string, string>;
  emulator?: Emulator;
}

/** A run is not begun; nothing was made. */
export class NotBegun extends Error {}

export const emulatedSite = (emulator: Emulator, directory: string): Site => ({
  settings: { endpoint: emulator.url, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } },
  region: 'us-east-1',
  // A home of its own, so that the machine’s AWS settings have no say.
  environment: { ...emulator.environment, HOME: directory },
  emulator,
});

export const accountSite = (region: string): Site => ({
  settings: {},
  region,
  environment: { AWS_REGION: region, AWS_DEFAULT_REGION: region },
});

/** Whose credentials they are. @throws NotBegun where there are none that AWS takes */
export const identityIn = async ({ settings, region }: Site): Promise<{ account: string; arn: string }> => {
  const sts = new STSClient({ ...settings, region, ...within(20_000, 5_000) });
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw new NotBegun(`AWS says nothing of who asks: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (Account === undefined || Arn === undefined) throw new NotBegun('AWS names no account.');
  return { account: Account, arn: Arn };
};

/** A stack as it is; undefined where there is none. Of one that was deleted only by its id. */
export const stackIn = async ({ settings, region }: Site, StackName: string): Promise<Stack | undefined> => {
  const client = new CloudFormationClient({ ...settings, region, ...within(20_000, 5_000) });
  try {
    return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
};
