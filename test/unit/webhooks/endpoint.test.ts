import type { ResourceEvent } from '#events/event';
import { cursors } from '#webhooks/cursor';
import {
  endpointVersionOf,
  endpointView,
  isFor,
  isReady,
  isVerified,
  overlapMs,
  secretsInUse,
  type Endpoint,
} from '#webhooks/endpoint';
import { endpointEvent } from '#webhooks/endpoint-event';
import { endpointInput } from '#webhooks/endpoint-input';
import { createWebhookQueue, type DeliveryAttempt } from '#webhooks/queue';
import { waitBefore, waitsBefore } from '#webhooks/schedule';
import { newSecret, signatureHeaders } from '#webhooks/secret';
import { taskItem, taskOf, type WebhookTask } from '#webhooks/task';
import { at, attemptWith, endpointWith, event, now, solutionProvider } from './sender-world';

const secretOf = (name: string, validUntil?: number) => ({
  secret: `whsec_${name}`,
  ...(validUntil !== undefined && { validUntil: new Date(validUntil).toISOString() }),
});

it('secrets are in use until they end, the newest first', () => {
  const endpoint = endpointWith({ secrets: [secretOf('new'), secretOf('old', now + 1), secretOf('ended', now)] });
  expect(secretsInUse(endpoint, now)).toEqual([secretOf('new'), secretOf('old', now + 1)]);
  expect(overlapMs).toBe(24 * 3_600_000);
});

describe('an endpoint', () => {
  it.each<[Partial<Endpoint>, boolean]>([
    [{}, true],
    [{ enabled: false }, false],
    [{ urlVerification: 'pending' }, false],
    [{ urlVerification: 'failed' }, false],
    [{ failoverUrlVerification: 'pending' }, true],
  ])('of %j is ready: %s', (parts, expected) => {
    const endpoint = endpointWith(parts);
    expect([isReady(endpoint), isFor(endpoint, event)]).toEqual([expected, expected]);
    expect(isVerified(endpoint, 'url')).toBe(parts.urlVerification === undefined);
    expect(isVerified(endpoint, 'failoverUrl')).toBe(parts.failoverUrlVerification === undefined);
  });

  it.each<[string[], Partial<ResourceEvent['resource']>, boolean]>([
    [['*'], {}, true],
    [[event.type], {}, true],
    [['port-in.*', 'order.*'], {}, true],
    [['port-in.*'], {}, false],
    [['*'], { solutionProvider: 'SP-B' }, false],
  ])('for %j gets an event of %j: %s', (types, resource, expected) => {
    expect(isFor(endpointWith({ types }), { ...event, resource: { ...event.resource, ...resource } })).toBe(expected);
  });

  it('is shown without its secrets, with how its URLs stand', () => {
    const endpoint = endpointWith({
      movedEntries: 25,
      secrets: [secretOf('a'), secretOf('b', now + 1)],
      urlVerification: 'failed',
    });
    expect(endpointView(endpoint, now)).toStrictEqual({
      ...{ id: 'we_1', solutionProvider, url: endpoint.url, types: ['*'], enabled: true, createdAt: at, updatedAt: at },
      ...{ verification: { url: 'failed' }, version: endpointVersionOf(endpoint), secretsInUse: 2 },
    });
    const both = endpointView(endpointWith({ failoverUrl: 'https://b.example.com/' }), now);
    expect(both.verification).toEqual({ url: 'verified', failoverUrl: 'verified' });
    const pending = endpointWith({ failoverUrl: 'https://b.example.com/', failoverUrlVerification: 'pending' });
    expect(endpointView(pending, now).verification).toEqual({ url: 'verified', failoverUrl: 'pending' });
    expect(endpointVersionOf(endpoint)).toBe(now);
  });

  it('has events of its own, outside of its sequence', () => {
    const [one, other] = [1, 2].map(() => endpointEvent('webhook-endpoint.test', endpointWith(), now));
    expect(one).toMatchObject({
      type: 'webhook-endpoint.test',
      sequence: 0,
      occurredAt: at,
      before: null,
      after: null,
      resource: { kind: 'webhook-endpoint', id: 'we_1', solutionProvider },
    });
    expect(one!.id).not.toBe(other!.id);
  });

  it.each<[keyof typeof endpointInput, unknown, boolean]>([
    ['url', 'x', true],
    ['url', '', false],
    ['url', 'x'.repeat(2_001), false],
    ['failoverUrl', '', false],
    ['failoverUrl', 'x'.repeat(2_001), false],
    ['types', ['order.*'], true],
    ['types', [], false],
    ['types', ['nothing.*'], false],
    ['types', Array.from({ length: 51 }, () => '*'), false],
    ['types', Array.from({ length: 50 }, () => '*'), true],
    ['description', 'x'.repeat(201), false],
    ['description', 'x'.repeat(200), true],
  ])('takes as %s: %#', (name, value, isTaken) => {
    expect(endpointInput[name].safeParse(value).success).toBe(isTaken);
  });
});

describe('the queue', () => {
  const queueOf = (failed: number[] = []) => {
    const sent: { QueueUrl?: string; Entries: { Id: string; MessageBody: string; DelaySeconds: number }[] }[] = [];
    const send = ({ input }: { input: (typeof sent)[number] }) => {
      sent.push(input);
      return Promise.resolve(failed.includes(sent.length) ? { Failed: [{}, {}] } : {});
    };
    return { sent, queue: createWebhookQueue({ send } as never, 'https://queue.example.com/') };
  };
  const attempts = (count: number): DeliveryAttempt[] =>
    Array.from({ length: count }, (_, index) => attemptWith({ attempt: index + 1 }));

  it('takes ten messages at a time, each once', async () => {
    const { sent, queue } = queueOf();
    await queue.send(attempts(21));
    expect(sent.map(({ Entries }) => Entries.length)).toEqual([10, 10, 1]);
    expect(
      sent.flatMap(({ Entries }) =>
        Entries.map(({ MessageBody }) => (JSON.parse(MessageBody) as DeliveryAttempt).attempt),
      ),
    ).toEqual(attempts(21).map(({ attempt }) => attempt));
    for (const { Entries, QueueUrl } of sent)
      expect([Entries.map(({ Id }) => Id), QueueUrl]).toEqual([
        Entries.map((_, index) => String(index)),
        'https://queue.example.com/',
      ]);
    await queue.send([]);
    expect(sent).toHaveLength(3);
  });

  it.each([
    [0, 0],
    [4.2, 5],
    [900, 900],
    [7_200, 900],
  ])('that is to wait %i seconds waits %i there', async (waitSeconds, DelaySeconds) => {
    const { sent, queue } = queueOf();
    await queue.send([attemptWith({ waitSeconds })]);
    await queue.putBack('as it is', waitSeconds);
    expect(sent.map(({ Entries }) => Entries)).toMatchObject([
      [{ DelaySeconds }],
      [{ DelaySeconds, MessageBody: 'as it is' }],
    ]);
  });

  it('that does not take everything says so', async () => {
    await expect(queueOf([2]).queue.send(attempts(12))).rejects.toThrow('The queue did not take 2 of 2 messages.');
  });
});

it('waits are those of the schedule, a tenth more or less, and none after the last', () => {
  expect([waitBefore(1, () => 0), waitBefore(2, () => 0.5), waitBefore(10, () => 0.5), waitBefore(11)]).toEqual([
    0,
    5,
    86_400,
    undefined,
  ]);
  expect([waitBefore(3, () => 0), waitBefore(3, () => 1)].map((wait) => Math.round(wait!))).toEqual([270, 330]);
  expect(waitsBefore).toHaveLength(10);
});

it('a cursor is one the gateway gave', () => {
  const after = '2026-11-02T12:00:00.000Z#evt_1#1';
  expect(cursors.placeOf(cursors.at({ after }))).toEqual({ after });
  expect(() => cursors.placeOf(cursors.at({ after: 'x' }))).toThrow();
});

it('a message is signed with every secret that is in use', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const headers = { 'webhook-id': message.id, 'webhook-timestamp': '1614265330' };
  expect(signatureHeaders([secret], message)).toEqual({ ...headers, 'webhook-signature': signature });
  expect(signatureHeaders([secret, secret], message)['webhook-signature']).toBe(`${signature} ${signature}`);
  expect(Buffer.from(newSecret().slice('whsec_'.length), 'base64')).toHaveLength(32);
  expect(newSecret()).not.toBe(newSecret());
});

it('a task is stored with an end, under a key of its own, and read as it was', () => {
  const tasks: WebhookTask[] = [
    { event, endpointId: 'we_1', verifies: 'url' },
    { endpointId: 'we_1', solutionProvider, since: at, until: at, redeliveryId: 'r' },
  ];
  for (const task of tasks) {
    const item = taskItem(task, now);
    expect(taskOf(item)).toEqual(task);
    expect(item['expiresAt']).toBeGreaterThan(now / 1_000);
    expect(taskItem(task, now)['pk']).not.toBe(item['pk']);
  }
  expect(() => taskOf({})).toThrow();
});
