import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import { updateWebhookEndpoint } from '#routes/webhooks/update-webhook-endpoint';
import { verifyWebhookEndpoint } from '#routes/webhooks/verify-webhook-endpoint';
import type { EndpointUrl } from '#webhooks/delivery-log';
import { endpointView, verificationAt, type Endpoint } from '#webhooks/endpoint';
import { endpointEvent } from '#webhooks/endpoint-event';
import { mostSendsPerMinute } from '#webhooks/send-budget';
import type { Post, PostResult } from '#webhooks/post';
import { solutionProvider } from '../../support/event-rig';
import { routeHandler } from '../../support/route-handler';
import { senderRig, someEvent } from '../../support/webhook-rig';
import { webhookRoutesRig } from '../../support/webhook-routes';

interface Got {
  host: string;
  type: string;
  challenge?: string;
}

/** What a receiver makes of a challenge. */
type Answer = (challenge: string) => PostResult;

const echo: Answer = (challenge) => ({ status: 200, text: JSON.stringify({ challenge }) });

/** A sender, an endpoint that was just registered or changed, and what its receivers got. */
const world = async (answer: Answer) => {
  const got: Got[] = [];
  const post: Post = ({ url }, { body }) => {
    const { type, challenge } = JSON.parse(body) as Omit<Got, 'host'>;
    got.push({ host: url.host, type, ...(challenge !== undefined && { challenge }) });
    return Promise.resolve(challenge === undefined ? { status: 200 } : answer(challenge));
  };
  const rig = await senderRig({ post });
  const create = (failoverUrl?: string): Promise<Endpoint> =>
    rig.endpoints.create({ solutionProvider, url: 'https://a.example.com/', failoverUrl, types: ['*'] });
  const challenge = (endpoint: Endpoint, verifies: EndpointUrl = 'url'): void =>
    rig.ask({
      event: endpointEvent('webhook-endpoint.verification', endpoint, rig.clock.now()),
      endpointId: endpoint.id,
      verifies,
    });
  const viewOf = async ({ id }: Endpoint) =>
    endpointView((await rig.endpoints.find(solutionProvider, id))!, rig.clock.now());
  return { ...rig, got, create, challenge, viewOf };
};

const hosts = (got: readonly Got[]): string[] => got.map(({ host, type }) => `${host} ${type}`);

describe('an endpoint that is new', () => {
  it('gets no event before its URL has answered the challenge, and every one from then on', async () => {
    const { got, create, challenge, viewOf, tell, run, deliveries } = await world(echo);
    const endpoint = await create();
    tell(someEvent(1));
    await run();
    expect([got, (await viewOf(endpoint)).verification]).toEqual([[], { url: 'pending' }]);
    challenge(endpoint);
    await run();
    expect((await viewOf(endpoint)).verification).toEqual({ url: 'verified' });
    tell(someEvent(2));
    await run();
    expect(hosts(got)).toEqual(['a.example.com webhook-endpoint.verification', `a.example.com ${someEvent().type}`]);
    expect((await deliveries.list(endpoint.id, 10)).deliveries.map(({ outcome }) => outcome)).toEqual([
      'delivered',
      'delivered',
    ]);
  });

  it('is not of another version once it is verified: its tag and its secret are as they were', async () => {
    const { create, challenge, run, endpoints } = await world(echo);
    const endpoint = await create();
    challenge(endpoint);
    await run();
    const { urlVerification: _pending, ...rest } = endpoint;
    expect(await endpoints.find(solutionProvider, endpoint.id)).toEqual(rest);
  });

  it.each<[string, Answer, string]>([
    ['another challenge', () => ({ status: 200, text: '{"challenge":"guessed"}' }), 'challenge'],
    ['no JSON', (challenge) => ({ status: 200, text: challenge }), 'challenge'],
    ['nothing', () => ({ status: 204 }), 'challenge'],
    [
      'the challenge twice nested',
      (challenge) => ({ status: 200, text: JSON.stringify([{ challenge }]) }),
      'challenge',
    ],
    ['an error, challenge and all', (challenge) => ({ ...echo(challenge), status: 500 }), 'status'],
    ['a redirect', (challenge) => ({ ...echo(challenge), status: 302 }), 'redirect'],
    ['410', () => ({ status: 410 }), 'gone'],
    ['no answer', () => ({ failure: 'timeout' }), 'timeout'],
  ])(
    'that answers with %s is not verified, is asked three times, each time another challenge, and then left alone',
    async (_, answer, failure) => {
      const { got, create, challenge, viewOf, run, tell, deliveries } = await world(answer);
      const endpoint = await create();
      challenge(endpoint);
      expect(await run()).toBe(4);
      tell(someEvent());
      await run();
      expect(new Set(got.map((one) => one.challenge)).size).toBe(3);
      expect(got).toHaveLength(3);
      expect(await viewOf(endpoint)).toMatchObject({ verification: { url: 'failed' }, enabled: true });
      const attempts = (await deliveries.list(endpoint.id, 10)).deliveries;
      expect(attempts.map((one) => [one.attempt, one.outcome, one.failure, one.sentTo])).toEqual([
        [3, 'exhausted', failure, 'url'],
        [2, 'failed', failure, 'url'],
        [1, 'failed', failure, 'url'],
      ]);
    },
  );

  it('is verified by an answer to its own URL alone: one that has been changed meanwhile is asked itself', async () => {
    const { create, challenge, viewOf, endpoints, queue, receive, got } = await world(echo);
    const endpoint = await create();
    challenge(endpoint);
    const [task] = queue.waiting.splice(0);
    await receive([task!]);
    const [attempt] = queue.waiting.splice(0);
    await endpoints.change(endpoint, { url: 'https://victim.example.com/' });
    await endpoints.markVerification(endpoint, 'url', 'verified');
    expect((await viewOf(endpoint)).verification).toEqual({ url: 'pending' });
    await receive([attempt!]);
    expect(hosts(got)).toEqual(['victim.example.com webhook-endpoint.verification']);
  });

  it('keeps what it was told by the challenge when it is changed at the same moment', async () => {
    const { create, viewOf, endpoints } = await world(echo);
    const endpoint = await create();
    await Promise.all([
      endpoints.change(endpoint, { types: ['order.*'] }),
      endpoints.markVerification(endpoint, 'url', 'verified'),
      endpoints.rotateSecret(endpoint),
    ]);
    expect(await viewOf(endpoint)).toMatchObject({ types: ['order.*'], verification: { url: 'verified' } });
  });
});

describe('an endpoint of before there were challenges', () => {
  it('goes on being sent events', async () => {
    const { got, create, tell, run, table } = await world(echo);
    const { id } = await create();
    await table.update({
      key: { pk: `WEBHOOKS#${solutionProvider}`, sk: `ENDPOINT#${id}` },
      remove: [verificationAt.url],
    });
    tell(someEvent());
    await run();
    expect(hosts(got)).toEqual([`a.example.com ${someEvent().type}`]);
  });
});

describe('a URL that is changed', () => {
  it('is asked; what still waits for the endpoint is not sent there before', async () => {
    const { got, endpoint: verified, endpoints, tell, run, deliveries } = await world(echo);
    const endpoint = await verified('https://a.example.com/');
    await endpoints.change(endpoint, { url: 'https://b.example.com/' });
    tell(someEvent());
    await run();
    expect([got, (await deliveries.list(endpoint.id, 10)).deliveries]).toEqual([[], []]);
  });

  it('for another that has answered before is not asked again', async () => {
    const { endpoint: verified, endpoints, viewOf } = await world(echo);
    const [a, b] = ['https://a.example.com/', 'https://b.example.com/'];
    const endpoint = await verified(a, ['*'], b);
    await endpoints.change(endpoint, { url: b, failoverUrl: a });
    expect((await viewOf(endpoint)).verification).toEqual({ url: 'verified', failoverUrl: 'verified' });
    await endpoints.change(endpoint, { url: 'https://c.example.com/', failoverUrl: null });
    expect((await viewOf(endpoint)).verification).toEqual({ url: 'pending' });
  });

  it('of failover is not used before it has answered', async () => {
    const hosts: string[] = [];
    const post: Post = ({ url }) => {
      hosts.push(url.host);
      return Promise.resolve({ status: 503 });
    };
    const { endpoints, endpoint: verified, tell, run, clock } = await senderRig({ post });
    const endpoint = await verified('https://a.example.com/');
    await endpoints.change(endpoint, { failoverUrl: 'https://standby.example.com/' });
    tell(someEvent());
    await run(clock.now());
    expect(hosts).toEqual(['a.example.com']);
  });
});

describe('routes', () => {
  it('leave a challenge for every URL that is new, once, and no event or redelivery before', async () => {
    const { create, challenges, call, ...deps } = await webhookRoutesRig();
    const failoverUrl = 'https://standby.example.com/';
    const { id, json } = await create({ failoverUrl });
    expect(json).toMatchObject({ verification: { url: 'pending', failoverUrl: 'pending' } });
    const asked = () => challenges.splice(0).map((task) => ('verifies' in task ? task.verifies : undefined));
    expect(asked()).toEqual(['url', 'failoverUrl']);
    const update = routeHandler(updateWebhookEndpoint, deps);
    await call(update, { path: { endpointId: id }, body: { types: ['order.*'] } });
    expect(asked()).toEqual([]);
    const endpoint = (await deps.endpoints.find('SP-A', id))!;
    await deps.endpoints.markVerification(endpoint, 'url', 'verified');
    await deps.endpoints.markVerification(endpoint, 'failoverUrl', 'failed');
    await call(update, { path: { endpointId: id }, body: { url: 'https://new.example.com/' } });
    expect(asked()).toEqual(['url']);
    const again = await call(routeHandler(verifyWebhookEndpoint, deps), { path: { endpointId: id } });
    expect([again.status, again.json['verification']]).toEqual([202, { url: 'pending', failoverUrl: 'pending' }]);
    expect(asked()).toEqual(['url', 'failoverUrl']);
  });

  it('leave it again when the answer to a registration was lost', async () => {
    const { call, challenges, ...deps } = await webhookRoutesRig();
    const parts = { body: { url: 'https://a.example.com/' }, headers: { 'Idempotency-Key': 'k' } };
    const handler = routeHandler(createWebhookEndpoint, deps);
    expect([(await call(handler, parts)).status, (await call(handler, parts)).status]).toEqual([201, 201]);
    expect(challenges).toHaveLength(2);
  });

  it('ask nobody more often than a few times a minute, however often a URL is changed', async () => {
    const { call, create, challenges, ...deps } = await webhookRoutesRig();
    const path = { endpointId: (await create()).id };
    const update = routeHandler(updateWebhookEndpoint, deps);
    const statuses: number[] = [];
    for (let count = 1; count <= mostSendsPerMinute; count += 1) {
      const url = `https://victim.example.com/${count}`;
      statuses.push((await call(update, { path, body: { url } })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(mostSendsPerMinute - 1);
    expect(statuses.at(-1)).toBe(429);
    expect(challenges).toHaveLength(mostSendsPerMinute);
    deps.clock.advance(60_000);
    expect((await call(update, { path, body: { url: 'https://b.example.com/' } })).status).toBe(200);
  });
});
