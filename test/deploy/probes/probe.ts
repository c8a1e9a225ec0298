import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { XRayClient } from '@aws-sdk/client-xray';
import { setTimeout as wait } from 'node:timers/promises';
import { within } from '#platform/aws/within';
import { stackName, type StackKind } from '../../../lib/names';
import type { Journey, Step, World } from '../journey';
import type { Post } from '../operator';

/** A deployment whose parts are looked at, too. */
export interface ProbedWorld extends World, Pick<Post, 'tenant' | 'region' | 'settings'> {
  account: string;
  isEmulated: boolean;
}

/** A step that may be one for a real account alone. */
export interface Probe extends Step<ProbedWorld> {
  /** Why the emulator cannot show it. */
  accountAlone?: string;
}

export interface Probes extends Journey<ProbedWorld> {
  steps: readonly Probe[];
}

/** Clients of everything that is looked at. */
export const clientsOf = ({ settings, region }: Pick<ProbedWorld, 'settings' | 'region'>) => {
  // Hundreds of questions are asked one after the other, of IAM too, which answers few a second.
  const usual = { ...settings, region, maxAttempts: 10, ...within(20_000, 5_000) };
  return {
    apiGateway: new APIGatewayClient(usual),
    cloudFormation: new CloudFormationClient(usual),
    cloudWatch: new CloudWatchClient(usual),
    dynamoDb: new DynamoDBClient(usual),
    eventBridge: new EventBridgeClient(usual),
    iam: new IAMClient(usual),
    kms: new KMSClient(usual),
    lambda: new LambdaClient(usual),
    logs: new CloudWatchLogsClient(usual),
    sqs: new SQSClient(usual),
    xray: new XRayClient(usual),
  };
};

/** What stacks of the deployment have of a type, by the names AWS knows it by. */
export const physicalIdsOf = async (
  world: ProbedWorld,
  type: string,
  kinds: readonly StackKind[] = ['data', 'api', 'tracking', 'monitoring'],
): Promise<string[]> => {
  const { cloudFormation } = clientsOf(world);
  const found: string[] = [];
  for (const kind of kinds) {
    let NextToken: string | undefined;
    do {
      const StackName = stackName(world.tenant, kind);
      const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName, NextToken }));
      for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
        if (ResourceType === type && PhysicalResourceId !== undefined) found.push(PhysicalResourceId);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
  }
  return found;
};

/** Tries until nothing is thrown any more. @throws what was thrown last, after so many milliseconds */
export const eventually = async (patienceMs: number, look: () => Promise<void>): Promise<void> => {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(Math.min(5_000, patienceMs / 10));
    }
  }
};

/** What of the probes a place shows, and what it does not with the reason. */
export const probesFor = (all: readonly Probes[], isEmulated: boolean) => {
  const isShown = ({ accountAlone }: Probe) => !isEmulated || accountAlone === undefined;
  const shown = all
    .map((one): Probes => ({ ...one, steps: one.steps.filter(isShown) }))
    .filter(({ steps }) => steps.length > 0);
  const others = all.flatMap(({ name, steps }) =>
    steps.flatMap((step) =>
      isShown(step) ? [] : [{ title: `${name}: ${step.title}`, because: step.accountAlone ?? '' }],
    ),
  );
  return { shown, others };
};
