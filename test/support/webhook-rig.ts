import { senderRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import { composeSender } from '#entry/compose-sender';
import type { ResourceEvent } from '#events/event';
import { eventExample } from '#events/event-example';
import { eventSource, eventIdOf } from '#events/event';
import { taskSource } from '#events/event-bus';
import { createTable } from '#platform/table/table';
import type { SigningSecrets } from '#webhooks/signing-secrets';
import { handleMessages, type QueueMessage, type SenderDependencies } from '#webhooks/handle-messages';
import { post, type Post, type PostOptions, type PostResult } from '#webhooks/post';
import type { DeliveryAttempt, WebhookQueue } from '#webhooks/queue';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { signingSecretsOf } from './data-keys';
import { recordingBus, solutionProvider } from './event-rig';
import { verified } from './verified-endpoint';
import { fixedClock, publicTargets, recordingLog, recordingMetrics, type Clock } from './fakes';

interface Waiting {
  body: string;
  sentAt: number;
  dueAt: number;
}

/** SQS as far as the sender knows it: a message is there after its delay, 15 minutes at most. */
const clockedQueue = (clock: Clock): WebhookQueue & { waiting: Waiting[]; add: (body: object) => void } => {
  const waiting: Waiting[] = [];
  const add = (body: object, delaySeconds = 0): void =>
    void waiting.push({ body: JSON.stringify(body), sentAt: clock.now(), dueAt: clock.now() + delaySeconds * 1000 });
  return {
    waiting,
    add,
    send: (attempts: readonly DeliveryAttempt[]) => {
      for (const attempt of attempts) add(attempt, Math.min(900, Math.ceil(attempt.waitSeconds)));
      return Promise.resolve();
    },
    putBack: (body, waitSeconds) => {
      add(JSON.parse(body) as object, waitSeconds);
      return Promise.resolve();
    },
  };
};

/** An event of its own for each number. */
export const someEvent = (sequence = 1, changes: Partial<ResourceEvent> = {}): ResourceEvent => ({
  ...eventExample,
  id: eventIdOf({ pk: 'SP#SP-A', sk: 'ORDER#q' }, sequence),
  sequence,
  resource: { kind: 'order', id: 'q', solutionProvider },
  ...changes,
});

/** The sender over DynamoDB with a queue whose time can be let pass. */
export const senderRig = async (
  changes: Partial<Pick<SenderDependencies, 'post' | 'resolve' | 'policy'>> & { signing?: SigningSecrets } = {},
  client?: Client,
) => {
  const clock = fixedClock(Date.now());
  const table = createTable(client ?? (await dynaliteClient()), tableName);
  const queue = clockedQueue(clock);
  const bus = recordingBus();
  const ports = {
    table,
    signing: signingSecretsOf(),
    queue,
    bus,
    post,
    ...publicTargets,
    log: recordingLog(),
    metrics: recordingMetrics(),
    now: clock.now,
    wireNow: clock.now,
    ...changes,
  };
  const deps = { ...composeSender({ ...ports, table: grantedTable(table, senderRights) }), ...ports };
  /** What tests do besides: as partners, and as the publisher. */
  const others = composeSender(ports);
  let received = 0;
  const receive = (messages: readonly Waiting[], over: Partial<SenderDependencies> = {}): Promise<readonly string[]> =>
    handleMessages(
      { ...deps, ...over },
      messages.map(({ body, sentAt }): QueueMessage => {
        received += 1;
        return { id: String(received), body, sentAt, receivedAt: clock.now() };
      }),
    );
  /** Works on what is due, lets time pass to what is next, and so on. @returns how many messages there were */
  const run = async (until = Infinity): Promise<number> => {
    let count = 0;
    for (let next = earliest(queue.waiting); next && next.dueAt <= until; next = earliest(queue.waiting)) {
      clock.advance(Math.max(0, next.dueAt - clock.now()));
      queue.waiting.splice(queue.waiting.indexOf(next), 1);
      const failed = await receive([next]);
      if (failed.length > 0) throw new Error('a message failed');
      count += 1;
    }
    return count;
  };
  return {
    ...others,
    ...ports,
    clock,
    receive,
    run,
    tell: (event: ResourceEvent) => queue.add({ source: eventSource, detail: event }),
    ask: (task: object) => queue.add({ source: taskSource, detail: task }),
    /** One whose URLs have answered their challenges. */
    endpoint: async (url = 'https://hooks.example.com/', types = ['*'], failoverUrl?: string) =>
      verified(
        others.endpoints,
        await others.endpoints.create({ solutionProvider, url, failoverUrl, types, description: undefined }),
      ),
  };
};

const earliest = (waiting: readonly Waiting[]): Waiting | undefined => waiting.toSorted((a, b) => a.dueAt - b.dueAt)[0];

export const ok: PostResult = { status: 200 };
export const down: PostResult = { status: 503 };

/** A receiver that gives one answer after the other, the last of which stays. */
export const receiver = (
  ...answers: [PostResult, ...PostResult[]]
): { post: Post; got: (PostOptions & { host: string })[] } => {
  const got: (PostOptions & { host: string })[] = [];
  const post: Post = ({ url }, options) => {
    got.push({ ...options, host: url.host });
    return Promise.resolve(answers[Math.min(got.length, answers.length) - 1]!);
  };
  return { post, got };
};
