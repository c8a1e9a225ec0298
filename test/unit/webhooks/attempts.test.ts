import { Problem } from '#domain/problems/problems';
import { eventSource } from '#events/event';
import { taskSource } from '#events/event-bus';
import { deliver } from '#webhooks/deliver';
import type { Endpoint } from '#webhooks/endpoint';
import { fanOut, executeTask } from '#webhooks/fan-out';
import { handleMessages, type SenderDependencies } from '#webhooks/handle-messages';
import type { PostOptions, PostResult } from '#webhooks/post';
import type { DeliveryAttempt } from '#webhooks/queue';
import { send } from '#webhooks/send';
import { publicTargets, recordingLog, recordingMetrics } from '../../support/fakes';
import { someEvent } from '../../support/webhook-rig';

const now = Date.UTC(2026, 10, 2, 12);
const at = new Date(now).toISOString();
const event = someEvent();
const solutionProvider = event.resource.solutionProvider;

const endpointWith = (parts: Partial<Endpoint> = {}): Endpoint => ({
  ...{ id: 'we_1', solutionProvider, url: 'https://a.example.com/', types: ['*'], enabled: true },
  ...{ createdAt: at, updatedAt: at, secrets: [{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }], timeline: [] },
  ...parts,
});
const attemptWith = (parts: Partial<DeliveryAttempt> = {}): DeliveryAttempt => ({
  ...{ endpointId: 'we_1', solutionProvider, event, attempt: 1, waitSeconds: 0 },
  ...parts,
});

/** The sender with nothing real about it; what it does is kept in order. */
const world = (endpoint: Endpoint | undefined, answers: Record<string, PostResult> = {}, wireNow = () => now) => {
  const done: unknown[] = [];
  const posted: (PostOptions & { url: string })[] = [];
  const noted: object[] = [];
  const does =
    (name: string, value?: unknown) =>
    (...parts: unknown[]) => {
      done.push([name, ...parts.slice(name === 'advance' ? 0 : 1)]);
      return Promise.resolve(value);
    };
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const deps = {
    ...publicTargets,
    ...{ log, metrics, now: () => now, wireNow, random: () => 0.5 },
    post: ({ url }: { url: URL }, options: PostOptions) => {
      posted.push({ ...options, url: url.href });
      return Promise.resolve(answers[url.host] ?? { status: 200 });
    },
    queue: {
      send: (attempts: DeliveryAttempt[]) => (done.push(['queue', ...attempts]), Promise.resolve()),
      putBack: (...message: unknown[]) => (done.push(['put back', ...message]), Promise.resolve()),
    },
    endpoints: {
      find: () => Promise.resolve(endpoint),
      list: () => Promise.resolve(endpoint ? [endpoint, { ...endpoint, id: 'we_2', types: ['port-in.*'] }] : []),
      ...{ clearFailing: does('clear'), markFailing: does('mark'), disable: does('disable', true) },
    },
    deliveries: {
      add: (_: string, delivery: object) => (noted.push(delivery), Promise.resolve()),
    },
    events: { list: () => Promise.resolve({ events: [{ event }, { event: someEvent(2) }], next: undefined }) },
    redeliveries: { advance: does('advance', true) },
    bus: { putTask: (task: unknown) => (done.push(['task', task]), Promise.resolve()) },
  };
  // What the sender is given and does not use is left out.
  return { deps: deps as unknown as SenderDependencies, done, posted, noted, log, metrics };
};

describe('what is sent', () => {
  const both = { failoverUrl: 'https://f.example.com/' };
  const sent = (answers: Record<string, PostResult>, parts: Partial<Endpoint> = both) => {
    const { deps, posted } = world(undefined, answers);
    return { result: send(deps, endpointWith(parts), event), posted };
  };

  it.each<[string, Record<string, PostResult>, object, string[]]>([
    ['to the URL', {}, { status: 200, sentTo: 'url' }, ['a']],
    ['to the URL until 299', { 'a.example.com': { status: 299 } }, { status: 299, sentTo: 'url' }, ['a']],
    ['to the other URL when that fails', { 'a.example.com': { status: 503 } }, { status: 200, sentTo: 'failoverUrl', atUrl: { status: 503, failure: 'status' } }, ['a', 'f']], // prettier-ignore
    ['to the other URL when that leads elsewhere', { 'a.example.com': { status: 302 } }, { status: 200, sentTo: 'failoverUrl', atUrl: { status: 302, failure: 'redirect' } }, ['a', 'f']], // prettier-ignore
    ['to no other URL when that is gone', { 'a.example.com': { status: 410 } }, { status: 410, failure: 'gone', sentTo: 'url' }, ['a']], // prettier-ignore
    ['to neither', { 'a.example.com': { failure: 'timeout' }, 'f.example.com': { status: 410 } }, { status: 410, failure: 'status', sentTo: 'failoverUrl', atUrl: { failure: 'timeout' } }, ['a', 'f']], // prettier-ignore
    ['to neither, as one below 200 is none', { 'a.example.com': { status: 199 }, 'f.example.com': { status: 400 } }, { status: 400, failure: 'status', sentTo: 'failoverUrl', atUrl: { status: 199, failure: 'status' } }, ['a', 'f']], // prettier-ignore
  ])('goes %s', async (_, answers, expected, hosts) => {
    const { result, posted } = sent(answers);
    expect(await result).toEqual(expected);
    expect(posted.map(({ url }) => url)).toEqual(hosts.map((host) => `https://${host}.example.com/`));
  });

  it.each<[string, Partial<Endpoint>]>([
    ['there is none', {}],
    ['that has not answered its challenge', { ...both, failoverUrlVerification: 'pending' }],
  ])('goes to no other URL where %s', async (_, parts) => {
    const { result, posted } = sent({ 'a.example.com': { status: 503 } }, parts);
    expect(await result).toEqual({ status: 503, failure: 'status', sentTo: 'url' });
    expect(posted).toHaveLength(1);
  });

  it('is signed at the real time, in seconds, and asks for no body', async () => {
    const { deps, posted } = world(undefined, {}, () => now + 1_999);
    await send(deps, endpointWith(), event);
    expect(posted[0]).toMatchObject({
      headers: {
        'webhook-id': event.id,
        'webhook-timestamp': String(now / 1_000 + 1),
        'content-type': 'application/json',
      },
      body: JSON.stringify(event),
    });
    expect(posted[0]).not.toHaveProperty('wantedBytes');
  });

  it.each([
    ['not-public', ['10.0.0.7']],
    ['not-found', []],
  ])('goes nowhere where its host is %s', async (failure, addresses) => {
    const { deps, posted } = world(undefined);
    const resolve = () =>
      Promise.resolve(addresses.map((address) => ({ address, family: 4 }))) as ReturnType<typeof deps.resolve>;
    expect(await send({ ...deps, resolve }, endpointWith(), event)).toMatchObject({ failure, sentTo: 'url' });
    expect(posted).toEqual([]);
    const broken = () => Promise.reject(new TypeError('a mistake of ours'));
    await expect(send({ ...deps, post: broken }, endpointWith(), event)).rejects.toThrow('mistake');
  });
});

describe('an attempt', () => {
  const attempted = async (
    parts: Partial<DeliveryAttempt>,
    endpoint = endpointWith(),
    answer: PostResult = { status: 503 },
  ) => {
    const made = world(endpoint, { 'a.example.com': answer });
    await deliver(made.deps, attemptWith(parts));
    return made;
  };
  const facts = { endpointId: 'we_1', solutionProvider, eventId: event.id, eventType: event.type };

  it('that gets through is noted, and the endpoint fails no more', async () => {
    const { done, noted, log, metrics } = await attempted({ attempt: 3 }, endpointWith(), { status: 204 });
    expect(done).toEqual([['clear']]);
    const made = { at, durationMs: 0, outcome: 'delivered', status: 204, sentTo: 'url' };
    expect(noted).toEqual([{ eventId: event.id, eventType: event.type, attempt: 3, ...made }]);
    expect(log.lines).toEqual([
      {
        ...{ level: 'info', message: 'webhook-attempted' },
        facts: { ...facts, attempt: 3, outcome: 'delivered', upstreamStatus: 204, durationMs: 0, sentTo: 'url' },
      },
    ]);
    const dimensions = { operation: 'webhook-sender', solutionProvider };
    expect(metrics.emitted).toEqual([{ dimensions, values: { WebhooksDelivered: 1 } }]);
  });

  it('that fails is made again later, before it is noted', async () => {
    const { done, noted, metrics } = await attempted({});
    expect(done).toEqual([
      ['queue', { ...attemptWith(), attempt: 2, firstAttemptAt: at, waitSeconds: 5 }],
      ['mark', at],
    ]);
    expect(noted).toMatchObject([{ outcome: 'failed', nextAttemptAfterSeconds: 5, failure: 'status', status: 503 }]);
    expect(metrics.emitted.map(({ values }) => values)).toEqual([{ WebhookFailures: 1 }]);
  });

  it('remembers when the first was made', async () => {
    const firstAttemptAt = '2026-11-01T12:00:00.000Z';
    const { done } = await attempted({ attempt: 4, firstAttemptAt });
    expect(done[0]).toMatchObject(['queue', { attempt: 5, firstAttemptAt }]);
  });

  const [before, since] = ['2026-10-30T12:00:00.000Z', '2026-10-30T13:00:00.000Z'];
  it.each<[string, Partial<DeliveryAttempt>, Partial<Endpoint>, PostResult, unknown[]]>([
    ['leaves an endpoint that has not failed before', {}, {}, { status: 503 }, []],
    ['leaves one that something got through to since the first', { firstAttemptAt: before }, { failingSince: since }, { status: 503 }, []], // prettier-ignore
    ['switches off one that has failed ever since', { firstAttemptAt: since }, { failingSince: since }, { status: 503 }, [['disable', 'failing']]], // prettier-ignore
    ['switches off one that is gone', {}, {}, { status: 410 }, [['disable', 'gone']]],
  ])('that was the last %s', async (_, parts, endpoint, answer, expected) => {
    const { done, noted } = await attempted({ attempt: 10, ...parts }, endpointWith(endpoint), answer);
    expect(done).toEqual(expected);
    expect(noted).toMatchObject([{ outcome: 'exhausted', attempt: 10 }]);
  });

  it('is the last, whichever it is, at an endpoint that is gone', async () => {
    const { done, log, metrics } = await attempted({ attempt: 1 }, endpointWith(), { status: 410 });
    expect(done).toEqual([['disable', 'gone']]);
    expect(log.lines.at(-1)).toEqual({
      ...{ level: 'warn', message: 'webhook-endpoint-disabled' },
      facts: { endpointId: 'we_1', solutionProvider, failure: 'gone' },
    });
    const dimensions = { operation: 'webhook-sender', solutionProvider };
    expect(metrics.emitted.at(-1)).toEqual({ dimensions, values: { WebhookEndpointsDisabled: 1 } });
  });

  it('that finds the endpoint switched off already says nothing of that', async () => {
    const { deps, metrics } = world(endpointWith(), { 'a.example.com': { status: 410 } });
    const endpoints = { ...deps.endpoints, disable: () => Promise.resolve(false) };
    await deliver({ ...deps, endpoints }, attemptWith());
    expect(metrics.emitted.map(({ values }) => values)).toEqual([{ WebhookFailures: 1 }]);
  });

  it.each<[string, Partial<Endpoint>]>([
    ['switched off', { enabled: false }],
    ['not verified', { urlVerification: 'failed' }],
  ])('is not made at an endpoint that is %s', async (_, endpoint) => {
    const { posted, noted, done, metrics } = await attempted({}, endpointWith(endpoint));
    expect([posted, done, metrics.emitted]).toEqual([[], [], []]);
    expect(noted).toMatchObject([{ at, outcome: 'not-sent' }]);
    const gone = world(undefined);
    await deliver(gone.deps, attemptWith());
    expect([gone.posted, gone.noted]).toEqual([[], []]);
  });

  it('is made once though it cannot be noted', async () => {
    const { deps, done, log } = world(endpointWith());
    const fails = () => Promise.reject(new Problem('service-unavailable'));
    const endpoints = { ...deps.endpoints, clearFailing: fails };
    await deliver({ ...deps, endpoints, deliveries: { ...deps.deliveries, add: fails } }, attemptWith());
    expect(done).toEqual([]);
    const notNoted = log.lines.filter(({ message }) => message === 'webhook-not-noted');
    const { eventType: _type, ...rest } = facts;
    expect(notNoted).toMatchObject([{ facts: { ...rest, attempt: 1 } }, { facts: { ...rest, attempt: 1 } }]);
  });
});

describe('an event', () => {
  it('is attempted at every endpoint it is for', async () => {
    const { deps, done } = world(endpointWith());
    await fanOut(deps, event);
    expect(done).toEqual([['queue', attemptWith()]]);
  });

  it.each<[string, object, unknown[]]>([
    ['to every endpoint it is for', { event }, [['queue', attemptWith()]]],
    ['to one endpoint', { event, endpointId: 'we_1' }, [['queue', attemptWith({ verifies: undefined })]]],
    ['to one of its URLs as a question', { event, endpointId: 'we_1', verifies: 'url' }, [['queue', attemptWith({ verifies: 'url' })]]], // prettier-ignore
  ])('is sent again %s', async (_, task, expected) => {
    const { deps, done } = world(endpointWith());
    await executeTask(deps, task as never);
    expect(done).toEqual(expected);
  });

  it('is sent nowhere where the endpoint is gone', async () => {
    const { deps, done } = world(undefined);
    await executeTask(deps, { event, endpointId: 'we_1' });
    expect(done).toEqual([]);
  });
});

describe('events of a time', () => {
  const range = { endpointId: 'we_1', solutionProvider, since: at, until: at, redeliveryId: 'rd_1' };
  const whose = { solutionProvider, endpointId: 'we_1' };
  const both = ['queue', attemptWith(), attemptWith({ event: someEvent(2) })];
  const told = async (endpoint: Endpoint | undefined, next?: string, task: object = range, runs = true) => {
    const { deps, done } = world(endpoint);
    const events = { list: () => Promise.resolve({ events: [{ event }, { event: someEvent(2) }], next }) };
    const advance = (...parts: unknown[]) => (done.push(['advance', ...parts]), Promise.resolve(runs));
    await executeTask({ ...deps, events, redeliveries: { advance } } as never, task as never);
    return done;
  };

  it('are sent again, and it is noted that those were the last', async () => {
    expect(await told(endpointWith())).toEqual([both, ['advance', whose, 'rd_1', 2, true]]);
  });

  it('go on in a task of their own', async () => {
    const rest = ['task', { ...range, after: 'place' }];
    expect(await told(endpointWith(), 'place')).toEqual([both, ['advance', whose, 'rd_1', 2, false], rest]);
    const { redeliveryId: _id, ...older } = range;
    expect(await told(endpointWith(), 'place', older)).toEqual([both, ['task', { ...older, after: 'place' }]]);
  });

  it('do not go on once another redelivery has begun', async () => {
    expect(await told(endpointWith(), 'place', range, false)).toEqual([both, ['advance', whose, 'rd_1', 2, false]]);
  });

  it.each<[string, Endpoint | undefined]>([
    ['is gone', undefined],
    ['is switched off', endpointWith({ enabled: false })],
  ])('end at once where the endpoint %s', async (_, endpoint) => {
    expect(await told(endpoint, 'place')).toEqual([['queue'], ['advance', whose, 'rd_1', 0, true]]);
  });

  it('are those the endpoint wants', async () => {
    expect((await told(endpointWith({ types: ['port-in.*'] })))[0]).toEqual(['queue']);
  });
});

describe('a message', () => {
  const message = (body: object, waitedMs = 0) => ({
    id: 'm1',
    body: JSON.stringify(body),
    sentAt: now - waitedMs,
    receivedAt: now,
  });
  const handled = async (body: object, waitedMs = 0, over: (deps: SenderDependencies) => object = () => ({})) => {
    const made = world(endpointWith());
    const again = await handleMessages({ ...made.deps, ...over(made.deps) }, [message(body, waitedMs)]);
    return { ...made, again };
  };
  const down = ({ endpoints }: SenderDependencies) => ({
    endpoints: { ...endpoints, find: () => Promise.reject(new Problem('service-unavailable')) },
  });

  it('is what the bus told, what is asked for, or an attempt', async () => {
    expect((await handled({ source: eventSource, detail: event })).done).toEqual([['queue', attemptWith()]]);
    expect((await handled({ source: taskSource, detail: { event, endpointId: 'we_1' } })).done).toHaveLength(1);
    expect((await handled(attemptWith())).posted).toHaveLength(1);
  });

  it.each([
    [899, [['queue', attemptWith({ attempt: 3, waitSeconds: 1 })]], 0],
    [899.5, [['clear']], 1],
    [1_000, [['clear']], 1],
  ])('of an attempt that has waited %d of 900 seconds', async (seconds, expected, count) => {
    const { done, posted } = await handled(attemptWith({ attempt: 3, waitSeconds: 900 }), seconds * 1_000);
    expect([done, posted.length]).toEqual([expected, count]);
  });

  it('comes again by itself where the gateway is in trouble, and is no attempt', async () => {
    const { done, again, log } = await handled(attemptWith({ attempt: 4 }), 0, down);
    expect([done, again]).toEqual([[['queue', attemptWith({ attempt: 4, waitSeconds: 30 })]], []]);
    expect(log.lines).toMatchObject([{ level: 'error', message: 'webhook-message-failed' }]);
    const task = { source: taskSource, detail: { event, endpointId: 'we_1' } };
    expect((await handled(task, 0, down)).done).toEqual([['put back', JSON.stringify(task), 30]]);
  });

  it('is the queue’s to bring again where nothing else can, and where it is a mistake', async () => {
    const noQueue = (deps: SenderDependencies) => ({
      ...down(deps),
      queue: { send: () => Promise.reject(new Error('no queue')) },
    });
    expect((await handled(attemptWith(), 0, noQueue)).again).toEqual(['m1']);
    const odd = await handled({ source: 'nobody’s' });
    expect([odd.again, odd.done, odd.log.lines.length]).toEqual([['m1'], [], 1]);
  });
});
