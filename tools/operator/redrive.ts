import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { Option } from 'commander';
import * as z from 'zod';
import type { Answer } from './answer';
import { change, type Accounted } from './change';
import { oneOf, wholeNumber } from './command-line';
import { outputOf, type Deployment } from './deployment';
import { Refusal } from './failures';
import { deadLetterQueueNames, deadLettersUrl, messagesIn, type DeadLetterQueueName } from './queues';
import type { Session } from './session';

interface RedriveOptions extends Accounted {
  from: DeadLetterQueueName;
  most: number;
  drop: boolean;
}

/** Puts dead letters back, a few at a time. */
export const redriveCommand = change({
  name: 'redrive',
  about:
    'Put dead letters back to be worked on again, or drop those that the table makes needless; --dry-run shows them',
  options: [
    new Option('--from <queue>', deadLetterQueueNames.join(', '))
      .argParser(oneOf(deadLetterQueueNames))
      .makeOptionMandatory(),
    new Option('-m, --most <count>', 'so many at most').argParser(wholeNumber(1, 10_000)).default(10),
    new Option('--drop', 'remove them for good').default(false),
  ],
  changes: ({ from, most, drop }) => ({ about: { queue: from, most: String(most), ...(drop && { how: 'dropped' }) } }),
  act: redrive,
});

async function redrive(deployment: Deployment, options: RedriveOptions, session: Session): Promise<Answer> {
  const { from, most, drop, dryRun } = options;
  const queue = await deadLettersUrl(deployment, from);
  if (queue === undefined)
    throw new Refusal(
      `Nothing says where dead letters of ${from} are: on this machine there are none, and a deployment of an older release does not tell.`,
    );
  const back = drop ? undefined : await whereBack(deployment, from, dryRun);
  const before = await messagesIn(deployment, queue);
  if (dryRun) {
    const seen = await look(deployment, queue, most);
    const text = [`${before} dead letters of ${from}`, ...seen.map(lineOf)].join('\n');
    return { text, data: { from, isDryRun: true, count: before, messages: seen } };
  }
  const done = await workOff(deployment, { queue, back, most }, (count) => session.progress(`${count} of ${before}…`));
  const left = Math.max(0, before - done);
  return {
    text: `${drop ? 'Dropped' : 'Put back'}: ${done}. Left: ${left}, as far as SQS has counted.`,
    data: { from, isDryRun: false, done, left },
  };
}

/** Why those of a queue are not put back. */
const needless: Record<Exclude<DeadLetterQueueName, 'webhooks'>, string> = {
  changes:
    'A change that was laid aside says only where in the stream it was. The next change of the same thing tells of everything that was missed',
  events:
    'What the bus laid aside is encrypted, and the table has the same events: have them sent with `gateway redeliver`',
};

/** Where they came from. @throws Refusal where they are not worked on a second time */
const whereBack = async (
  deployment: Deployment,
  from: DeadLetterQueueName,
  isDryRun: boolean,
): Promise<string | undefined> => {
  if (from === 'webhooks') return outputOf(deployment, 'tracking', 'WebhookQueueUrl');
  if (isDryRun) return undefined;
  throw new Refusal(`${needless[from]}. Once the cause is gone, \`--drop\` ends the alarm.`);
};

/** Attempts to send something, events, and tasks of the sender. */
const bodySchema = z.union([
  z
    .object({ endpointId: z.string(), event: z.object({ id: z.string() }).optional() })
    .transform((attempt) => ({ attempt })),
  z.object({ source: z.string(), detail: z.object({ id: z.string().optional() }) }).transform((event) => ({ event })),
]);

interface Seen {
  messageId: string;
  sentAt: string | undefined;
  receives: number;
  what: string;
  /** What EventBridge says of one that it could not hand on. */
  error?: string;
}

/** Those that are there to be had, for a moment out of nobody’s sight but ours. */
const look = async (deployment: Deployment, QueueUrl: string, most: number): Promise<Seen[]> => {
  const seen = new Map<string, Seen>();
  while (seen.size < most) {
    const messages = await received(deployment, QueueUrl, Math.min(10, most - seen.size), lookSeconds);
    const news = messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    for (const message of news) seen.set(message.MessageId ?? '', seenOf(message));
    // The first are back before the last are seen, where there are many.
    if (news.length === 0) break;
  }
  return [...seen.values()];
};

/** Long enough to see each once, short enough that a redrive which follows finds them. */
const lookSeconds = 5;
/** Enough to put back ten. */
const workSeconds = 60;

const received = async (
  { aws }: Deployment,
  QueueUrl: string,
  MaxNumberOfMessages: number,
  VisibilityTimeout: number,
): Promise<Message[]> => {
  const { Messages = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({
      ...{ QueueUrl, MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds: 1 },
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
};

const seenOf = ({ MessageId: messageId = '', Attributes = {}, MessageAttributes = {}, Body = '' }: Message): Seen => {
  const { SentTimestamp, ApproximateReceiveCount } = Attributes;
  const error = [MessageAttributes['ERROR_CODE'], MessageAttributes['ERROR_MESSAGE']]
    .flatMap((one) => one?.StringValue ?? [])
    .join(': ');
  return {
    messageId,
    sentAt: SentTimestamp === undefined ? undefined : new Date(Number(SentTimestamp)).toISOString(),
    receives: Number(ApproximateReceiveCount ?? 0),
    what: whatOf(Body),
    ...(error !== '' && { error }),
  };
};

/** Nothing of what it says but which it is. */
const whatOf = (text: string): string => {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  const known = bodySchema.safeParse(body).data;
  if (!known) return 'of another form';
  return 'attempt' in known
    ? `an attempt to send ${known.attempt.event?.id ?? 'something'} to endpoint ${known.attempt.endpointId}`
    : `an event that was not handed out: ${known.event.detail.id ?? known.event.source}`;
};

const lineOf = ({ messageId, sentAt = '', receives, what, error }: Seen): string =>
  [sentAt, messageId, `received ${receives}×`, what, error].filter((part) => part !== undefined).join('  ');

interface Work {
  queue: string;
  /** Where they go; nowhere when undefined. */
  back: string | undefined;
  most: number;
}

/** One that is put back and not deleted here is worked on twice; receivers know it by its `webhook-id`. */
const workOff = async (
  deployment: Deployment,
  { queue, back, most }: Work,
  tell: (count: number) => void,
): Promise<number> => {
  const { sqs } = deployment.aws;
  let count = 0;
  while (count < most) {
    const messages = await received(deployment, queue, Math.min(10, most - count), workSeconds);
    if (messages.length === 0) break;
    for (const { Body: MessageBody, ReceiptHandle } of messages) {
      if (back !== undefined) await sqs.send(new SendMessageCommand({ QueueUrl: back, MessageBody }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
      count += 1;
    }
    tell(count);
  }
  return count;
};
