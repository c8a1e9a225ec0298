import { Problem } from '#domain/problems/problems';
import { deliver } from '#webhooks/deliver';
import type { Endpoint } from '#webhooks/endpoint';
import type { PostResult } from '#webhooks/post';
import type { DeliveryAttempt } from '#webhooks/queue';
import { send } from '#webhooks/send';
import { at, attemptWith, endpointWith, event, now, solutionProvider, world } from './sender-world';

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
    expect(log.lines).toStrictEqual([
      {
        ...{ level: 'info', message: 'webhook-attempted' },
        facts: { ...facts, attempt: 3, outcome: 'delivered', upstreamStatus: 204, durationMs: 0, sentTo: 'url' },
      },
    ]);
    expect(metrics.emitted).toEqual([]);
  });

  it('that fails is made again later, before it is noted', async () => {
    const { done, noted, log, metrics } = await attempted({});
    expect(done).toEqual([
      ['queue', { ...attemptWith(), attempt: 2, firstAttemptAt: at, waitSeconds: 5 }],
      ['mark', at],
    ]);
    expect(noted).toMatchObject([{ outcome: 'failed', nextAttemptAfterSeconds: 5, failure: 'status', status: 503 }]);
    expect(log.lines).toMatchObject([{ facts: { outcome: 'failed', failure: 'status', upstreamStatus: 503 } }]);
    expect(metrics.emitted).toEqual([]);
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
    const about = { operation: 'webhook-sender', solutionProvider };
    expect(metrics.emitted.at(-1)).toEqual({ about, values: { WebhookEndpointsDisabled: 1 } });
  });

  it('that finds the endpoint switched off already says nothing of that', async () => {
    const { deps, metrics } = world(endpointWith(), { 'a.example.com': { status: 410 } });
    const endpoints = { ...deps.endpoints, disable: () => Promise.resolve(false) };
    await deliver({ ...deps, endpoints }, attemptWith());
    expect(metrics.emitted).toEqual([]);
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
