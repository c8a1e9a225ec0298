import { Problem } from '#domain/problems/problems';
import { eventSource } from '#events/event';
import { taskSource } from '#events/event-bus';
import type { Endpoint } from '#webhooks/endpoint';
import { executeTask, fanOut } from '#webhooks/fan-out';
import { handleMessages, type SenderDependencies } from '#webhooks/handle-messages';
import { someEvent } from '../../support/webhook-rig';
import { at, attemptWith, endpointWith, event, now, solutionProvider, world } from './sender-world';

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
  const range = { endpointId: 'we_1', solutionProvider, since: at, until: at, redeliveryId: 'rd_1', after: 'before' };
  const whose = { solutionProvider, endpointId: 'we_1' };
  const both = ['queue', attemptWith(), attemptWith({ event: someEvent(2) })];
  const told = async (endpoint: Endpoint | undefined, next?: string, task: object = range, runs = true) => {
    const { deps, done } = world(endpoint);
    const list = (...asked: unknown[]) => {
      expect(asked).toEqual([solutionProvider, { since: at, until: at, after: 'before' }, 100]);
      return Promise.resolve({ events: [{ event }, { event: someEvent(2) }], next });
    };
    const events = { list };
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
    const { again, log } = await handled(attemptWith(), 0, noQueue);
    expect([again, log.lines.length]).toEqual([['m1'], 2]);
    const odd = await handled({ source: 'nobody’s' });
    expect([odd.again, odd.done, odd.log.lines.length]).toEqual([['m1'], [], 1]);
  });
});
