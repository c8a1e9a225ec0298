import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { StackKind } from '../../lib/names';
import { outputOf, type Deployment } from './deployment';

/** Queues of what could not be handed on or worked on, by the name operators call them. */
const deadLetterQueues = {
  webhooks: { stack: 'tracking', output: 'WebhookDeadLettersUrl' },
  changes: { stack: 'tracking', output: 'EventDeadLettersUrl' },
  events: { stack: 'data', output: 'BusDeadLettersUrl' },
} as const satisfies Record<string, { stack: StackKind; output: string }>;
export type DeadLetterQueueName = keyof typeof deadLetterQueues;

export const deadLetterQueueNames = Object.keys(deadLetterQueues) as DeadLetterQueueName[]; // keys of the closed table

/** Where a queue is; undefined where there is none, as on this machine, or it was deployed with an older release. */
export const deadLettersUrl = (deployment: Deployment, name: DeadLetterQueueName): Promise<string | undefined> => {
  const { stack, output } = deadLetterQueues[name];
  return outputOf(deployment, stack, output);
};

/** How many messages are in a queue, roughly, as SQS counts: there to be had, with a worker, and waiting for their time. */
export const messagesIn = async ({ aws }: Deployment, QueueUrl: string): Promise<number> => {
  const { Attributes = {} } = await aws.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...countNames] }),
  );
  return countNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

const countNames = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** How many messages each of the queues of dead letters has; undefined of one that is not there. */
export const deadLetterCounts = async (
  deployment: Deployment,
): Promise<Record<DeadLetterQueueName, number | undefined>> => {
  const counts = await Promise.all(
    deadLetterQueueNames.map(async (name) => {
      const url = await deadLettersUrl(deployment, name);
      return [name, url === undefined ? undefined : await messagesIn(deployment, url)] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<DeadLetterQueueName, number | undefined>; // of every name
};
