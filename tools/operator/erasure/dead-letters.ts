import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Deployment } from '../deployment';
import { deadLettersUrl, type DeadLetterQueueName } from '../queues';

/** Queues in which events lie that nobody could deliver, for 14 days. What the bus has laid aside encrypted is nobody’s who looks here. */
const deadLetterQueues = ['webhooks', 'events'] as const satisfies readonly DeadLetterQueueName[];

/** Long enough to look at all of them, so that none is looked at twice. */
const hiddenSeconds = 120;
/** A queue that is filled faster than it is read is left after so many. */
const mostMessages = 100_000;

/**
 * Takes messages out of the dead-letter queues that are the subject’s; the others are there again after two minutes.
 * @param isOf of a message’s text
 * @returns how many were, or in a dry run would be, taken out
 * @throws Error of AWS
 */
export const eraseDeadLetters = async (
  deployment: Deployment,
  isOf: (text: string) => boolean,
  isDry: boolean,
): Promise<number> => {
  let found = 0;
  for (const queue of deadLetterQueues) found += await eraseIn(deployment, queue, isOf, isDry);
  return found;
};

const eraseIn = async (
  deployment: Deployment,
  queue: DeadLetterQueueName,
  isOf: (text: string) => boolean,
  isDry: boolean,
): Promise<number> => {
  const { aws } = deployment;
  const QueueUrl = await deadLettersUrl(deployment, queue);
  if (QueueUrl === undefined) return 0;
  let found = 0;
  for (let seen = 0; seen < mostMessages;) {
    const { Messages = [] } = await aws.sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: isDry ? 5 : hiddenSeconds, WaitTimeSeconds: 1 },
      }),
    );
    if (Messages.length === 0) return found;
    seen += Messages.length;
    for (const { Body = '', ReceiptHandle } of Messages) {
      if (!isOf(Body)) continue;
      found += 1;
      if (!isDry) await aws.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
  return found;
};
