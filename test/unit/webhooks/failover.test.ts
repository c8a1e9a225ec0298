import { Webhook } from 'standardwebhooks';
import type { Post, PostOptions, PostResult } from '#webhooks/post';
import { waitsBefore } from '#webhooks/schedule';
import { solutionProvider } from '../../support/event-rig';
import { down, ok, senderRig, someEvent } from '../../support/webhook-rig';

const hosts = { url: 'first.example.com', failoverUrl: 'standby.example.com' };

/** An endpoint with two URLs, each giving one answer after the other, the last of which stays. */
const twoUrls = async (first: PostResult[], standby: PostResult[], changes: Parameters<typeof senderRig>[0] = {}) => {
  const got: (PostOptions & { host: string })[] = [];
  const post: Post = ({ url: { host } }, options) => {
    got.push({ ...options, host });
    const answers = host === hosts.url ? first : standby;
    const count = got.filter((one) => one.host === host).length;
    return Promise.resolve(answers[Math.min(count, answers.length) - 1]!);
  };
  const rig = await senderRig({ post, ...changes });
  const endpoint = await rig.endpoint(`https://${hosts.url}/`, ['*'], `https://${hosts.failoverUrl}/`);
  rig.tell(someEvent());
  return {
    ...rig,
    got,
    asked: () => got.map(({ host }) => host),
    secret: await rig.signing.open(endpoint, endpoint.secrets[0]!),
    endpoint: () => rig.endpoints.find(solutionProvider, endpoint.id),
    log: async () => (await rig.deliveries.list(endpoint.id, 100)).deliveries.toReversed(),
  };
};

describe('an endpoint with a failover URL', () => {
  it('is sent nothing there as long as the first accepts', async () => {
    const rig = await twoUrls([ok], [ok]);
    await rig.run();
    expect(rig.asked()).toEqual([hosts.url]);
    expect(await rig.log()).toMatchObject([{ attempt: 1, outcome: 'delivered', status: 200, sentTo: 'url' }]);
  });

  it.each<[string, PostResult, object]>([
    ['answers 503', down, { failure: 'status', status: 503 }],
    ['redirects', { status: 302 }, { failure: 'redirect', status: 302 }],
    ['hangs', { failure: 'timeout' }, { failure: 'timeout' }],
    ['is not there', { failure: 'connection' }, { failure: 'connection' }],
    ['has the wrong certificate', { failure: 'certificate' }, { failure: 'certificate' }],
  ])('gets the event there at once when the first %s, and the attempt is done', async (_, result, atUrl) => {
    const rig = await twoUrls([result], [ok]);
    await rig.run();
    expect(rig.asked()).toEqual([hosts.url, hosts.failoverUrl]);
    const log = await rig.log();
    expect(log).toEqual([
      expect.objectContaining({ attempt: 1, outcome: 'delivered', status: 200, sentTo: 'failoverUrl', atUrl }),
    ]);
    expect(log[0]).not.toHaveProperty('failure');
    expect((await rig.endpoint())?.failingSince).toBeUndefined();
  });

  it('gets the same event under the same id, signed with the same secret', async () => {
    const rig = await twoUrls([down], [ok]);
    await rig.run();
    for (const { headers, body } of rig.got) expect(new Webhook(rig.secret).verify(body, headers)).toEqual(someEvent());
    expect(new Set(rig.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is tried again by the same schedule when both fail, both each time, until one accepts', async () => {
    const rig = await twoUrls([down], [down, { failure: 'timeout' }, ok]);
    await rig.run();
    expect(rig.asked()).toEqual([1, 2, 3].flatMap(() => [hosts.url, hosts.failoverUrl]));
    const atUrl = { failure: 'status', status: 503 };
    expect(await rig.log()).toMatchObject([
      { attempt: 1, outcome: 'failed', sentTo: 'failoverUrl', failure: 'status', status: 503, atUrl },
      { attempt: 2, outcome: 'failed', sentTo: 'failoverUrl', failure: 'timeout', atUrl },
      { attempt: 3, outcome: 'delivered', sentTo: 'failoverUrl', status: 200, atUrl },
    ]);
  });

  it('is switched off after the last attempt when both failed for days', async () => {
    const rig = await twoUrls([down], [down]);
    await rig.run();
    expect(rig.got).toHaveLength(2 * waitsBefore.length);
    expect(await rig.endpoint()).toMatchObject({ enabled: false, disabledReason: 'failing' });
  });

  it('is switched off by a 410 of the first, without a word to the other', async () => {
    const rig = await twoUrls([{ status: 410 }], [ok]);
    await rig.run();
    expect(rig.asked()).toEqual([hosts.url]);
    expect(await rig.endpoint()).toMatchObject({ enabled: false, disabledReason: 'gone' });
  });

  it('stays on when the other answers 410, which says nothing about the first', async () => {
    const rig = await twoUrls([down, ok], [{ status: 410 }]);
    await rig.run();
    expect(await rig.log()).toMatchObject([
      { attempt: 1, outcome: 'failed', failure: 'status', status: 410 },
      { attempt: 2, outcome: 'delivered', sentTo: 'url' },
    ]);
    expect(await rig.endpoint()).toMatchObject({ enabled: true });
  });

  it('is not connected to where the name leads to a private address now', async () => {
    const resolve = (host: string) =>
      Promise.resolve([{ address: host === hosts.url ? '93.184.215.14' : '10.0.0.1', family: 4 as const }]);
    const rig = await twoUrls([down], [ok], { resolve });
    await rig.run(rig.clock.now());
    expect(rig.asked()).toEqual([hosts.url]);
    expect(await rig.log()).toMatchObject([{ outcome: 'failed', sentTo: 'failoverUrl', failure: 'not-public' }]);
  });

  it('gets the event there when the name of the first leads to a private address now', async () => {
    const resolve = (host: string) =>
      Promise.resolve([{ address: host === hosts.url ? '10.0.0.1' : '93.184.215.14', family: 4 as const }]);
    const rig = await twoUrls([ok], [ok], { resolve });
    await rig.run();
    expect(rig.asked()).toEqual([hosts.failoverUrl]);
    expect(await rig.log()).toMatchObject([{ outcome: 'delivered', atUrl: { failure: 'not-public' } }]);
  });
});
