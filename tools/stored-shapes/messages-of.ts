import type { SQSClient } from '@aws-sdk/client-sqs';
import { bulkWriteSchema } from '#bulk/bulk-write';
import { startRun } from '#bulk/state-machine-io';
import { logEntrySchema } from '#events/event-log';
import { eventSource } from '#events/event';
import { taskSource } from '#events/event-bus';
import { pollJobSchema } from '#polling/poll-job';
import { startPoller } from '#polling/start-polling';
import { startTakingIn } from '#polling/take-in-sighting';
import { pushSchema } from '#pushes/push';
import type { Handover } from '#requests/handover';
import { requestRecordSchema } from '#requests/request-record';
import { createWebhookQueue } from '#webhooks/queue';
import { taskOf } from '#webhooks/task';
import type { MessageName } from './readers';

type Items = Readonly<Record<string, readonly Record<string, unknown>[]>>;
type Messages = Record<MessageName, unknown[]>;

/** As they are after a way through JSON. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The messages that this release sends of what is stored, each made by the code that sends it. */
export const messagesOf = async (items: Items): Promise<Messages> => {
  const messages: Messages = {
    'webhook-message': [],
    'poll-input': [],
    'bulk-input': [],
    handover: [],
    'push-named': [],
  };
  const queue = createWebhookQueue(keeping(messages['webhook-message']), 'https://sqs.example.com/webhooks');
  for (const item of items['event'] ?? []) {
    const { event } = logEntrySchema.parse(item);
    messages['webhook-message'].push(sent({ source: eventSource, detail: event }));
    const { solutionProvider } = event.resource;
    await queue.send([{ endpointId: 'whe_1', solutionProvider, event, attempt: 1, waitSeconds: 5 }]);
  }
  for (const item of items['webhook-task'] ?? [])
    messages['webhook-message'].push(sent({ source: taskSource, detail: taskOf(item) }));
  for (const item of items['poll-job'] ?? [])
    await startPoller(keepInput(messages['poll-input']), pollJobSchema.parse(item), 30);
  for (const item of items.sighting ?? []) await startTakingIn(keepInput(messages['poll-input']), item);
  for (const item of items['bulk-write'] ?? [])
    await startRun(keepInput(messages['bulk-input']), bulkWriteSchema.parse(item));
  for (const item of items['request-record'] ?? []) {
    const { requestId, owner } = requestRecordSchema.parse(item);
    messages.handover.push(sent({ requestId, owner } satisfies Handover));
  }
  for (const item of items['push'] ?? []) {
    const { solutionProvider, pushId } = pushSchema.parse(item);
    messages['push-named'].push(sent({ solutionProvider, pushId }));
  }
  return messages;
};

/** What an execution is started with. */
const keepInput =
  (kept: unknown[]) =>
  (_name: string, input: object): Promise<void> => {
    kept.push(sent(input));
    return Promise.resolve();
  };

/** A queue that keeps the bodies of what it is sent. */
const keeping = (kept: unknown[]): Pick<SQSClient, 'send'> => ({
  send: ({ input }: { input: { Entries?: { MessageBody?: string }[] } }) => {
    for (const { MessageBody = '' } of input.Entries ?? []) kept.push(JSON.parse(MessageBody));
    return Promise.resolve({});
  },
});
