import { Webhook } from 'standardwebhooks';
import type { Endpoint } from '#webhooks/endpoint';
import type { Post, PostResult } from '#webhooks/post';
import { jitter, waitsBefore } from '#webhooks/schedule';
import { solutionProvider } from '../../support/event-rig';
import { down, ok, receiver, senderRig, someEvent } from '../../support/webhook-rig';

const times = (count: number, result: PostResult): [PostResult, ...PostResult[]] => [
  result,
  ...Array.from({ length: count - 1 }, () => result),
];

const outcomes = async ({ deliveries }: Awaited<ReturnType<typeof senderRig>>, { id }: Endpoint) => {
  const { deliveries: listed } = await deliveries.list(id, 100);
  return listed.toReversed().map(({ attempt, outcome, failure }) => [attempt, outcome, failure]);
};

describe('an event', () => {
  it('goes to every endpoint it is for, and to no other', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    await rig.endpoint('https://all.example.com/');
    await rig.endpoint('https://orders.example.com/', ['port-in.*', 'order.credit.*']);
    await rig.endpoint('https://ports.example.com/', ['port-in.*']);
    const off = await rig.endpoint('https://off.example.com/');
    await rig.endpoints.disable(off, 'by-request');
    await rig.endpoints.create({
      solutionProvider: 'SP-B',
      url: 'https://b.example.com/',
      types: ['*'],
      description: '',
    });
    rig.tell(someEvent());
    await rig.run();
    expect(got.map(({ host }) => host).toSorted()).toEqual(['all.example.com', 'orders.example.com']);
  });

  it('arrives whole, and signed so that the reference library verifies it', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    const secret = await rig.signing.open(endpoint, endpoint.secrets[0]!);
    rig.tell(someEvent());
    await rig.run();
    const { headers, body } = got[0]!;
    expect(new Webhook(secret).verify(body, headers)).toEqual(someEvent());
    expect(headers).toMatchObject({ 'webhook-id': someEvent().id, 'content-type': 'application/json' });
  });

  it('of one endpoint that is down does not wait for another, nor holds it up', async () => {
    const { got } = receiver(ok);
    const post: Post = ({ url }, options) => {
      got.push({ ...options, host: url.host });
      return Promise.resolve(url.host.startsWith('down') ? down : ok);
    };
    const rig = await senderRig({ post });
    await rig.endpoint('https://down.example.com/');
    await rig.endpoint('https://up.example.com/');
    rig.tell(someEvent());
    await rig.run(rig.clock.now() + 10_000);
    expect(got.filter(({ host }) => host.startsWith('up'))).toHaveLength(1);
    expect(got.filter(({ host }) => host.startsWith('down'))).toHaveLength(2);
  });
});

describe('a receiver that fails', () => {
  it('nine times and then recovers gets ten attempts, at the schedule of the specification', async () => {
    const { post } = receiver(...times(9, down), ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    rig.tell(someEvent());
    await rig.run();
    const { deliveries } = await rig.deliveries.list(endpoint.id, 100);
    const starts = deliveries.toReversed().map(({ at }) => Date.parse(at) / 1000);
    const waits = starts.slice(1).map((start, index) => start - starts[index]!);
    waits.forEach((wait, index) => {
      const wanted = waitsBefore[index + 1]!;
      expect(Math.abs(wait - wanted)).toBeLessThanOrEqual(wanted * jitter + 2);
    });
    expect(await outcomes(rig, endpoint)).toEqual([
      ...waits.map((_, index) => [index + 1, 'failed', 'status']),
      [10, 'delivered', undefined],
    ]);
    expect(await rig.endpoints.find(solutionProvider, endpoint.id)).toMatchObject({ enabled: true });
    expect((await rig.endpoints.find(solutionProvider, endpoint.id))?.failingSince).toBeUndefined();
  });

  it('gets the same id and body every time, with the time of each attempt', async () => {
    const { post, got } = receiver(...times(3, down), ok);
    const rig = await senderRig({ post });
    await rig.endpoint();
    rig.tell(someEvent());
    await rig.run();
    expect(new Set(got.map(({ body }) => body)).size).toBe(1);
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4);
  });

  it('for three days is switched off, with an event of its own', async () => {
    const rig = await senderRig(receiver(down));
    const endpoint = await rig.endpoint();
    rig.tell(someEvent());
    await rig.run();
    expect((await outcomes(rig, endpoint)).at(-1)).toEqual([10, 'exhausted', 'status']);
    const off = await rig.endpoints.find(solutionProvider, endpoint.id);
    expect(off).toMatchObject({ enabled: false, disabledReason: 'failing' });
    expect(off?.timeline).toMatchObject([
      { type: 'disabled', before: 'enabled', after: 'disabled', reason: 'failing' },
    ]);
    expect(rig.metrics.emitted.at(-1)?.values).toEqual({ WebhookEndpointsDisabled: 1 });
  });

  it('for one event only stays on as long as others get through', async () => {
    const poison = someEvent(1);
    const post: Post = (_target, { headers }) => Promise.resolve(headers['webhook-id'] === poison.id ? down : ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    rig.tell(poison);
    await rig.run(rig.clock.now() + 24 * 3_600_000);
    rig.tell(someEvent(2));
    await rig.run();
    expect((await outcomes(rig, endpoint)).at(-1)).toEqual([10, 'exhausted', 'status']);
    expect(await rig.endpoints.find(solutionProvider, endpoint.id)).toMatchObject({ enabled: true });
  });

  it('with 410 is switched off at once and not tried again', async () => {
    const { post, got } = receiver({ status: 410 });
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    rig.tell(someEvent());
    await rig.run();
    rig.tell(someEvent(2));
    await rig.run();
    expect(got).toHaveLength(1);
    expect(await outcomes(rig, endpoint)).toEqual([[1, 'exhausted', 'gone']]);
    const off = await rig.endpoints.find(solutionProvider, endpoint.id);
    expect(off).toMatchObject({ enabled: false, disabledReason: 'gone' });
  });

  it.each([
    ['redirects', { status: 302 }, 'redirect'],
    ['leads to several places', { status: 300 }, 'redirect'],
    ['moved for good', { status: 308 }, 'redirect'],
    ['hangs', { failure: 'timeout' }, 'timeout'],
    ['has the wrong certificate', { failure: 'certificate' }, 'certificate'],
    ['is not there', { failure: 'connection' }, 'connection'],
    ['refuses', { status: 401 }, 'status'],
  ] as const)('because it %s is tried again', async (_, result, failure) => {
    const { post, got } = receiver(result, ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    rig.tell(someEvent());
    await rig.run();
    expect(got).toHaveLength(2);
    expect(await outcomes(rig, endpoint)).toEqual([
      [1, 'failed', failure],
      [2, 'delivered', undefined],
    ]);
  });

  it('because its name leads to a private address now is not connected to', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post, resolve: () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]) });
    const endpoint = await rig.endpoint();
    rig.tell(someEvent());
    await rig.run(rig.clock.now());
    expect(got).toEqual([]);
    expect(await outcomes(rig, endpoint)).toEqual([[1, 'failed', 'not-public']]);
  });

  it('while switched off or deleted is sent nothing that still waits', async () => {
    const { post, got } = receiver(down);
    const rig = await senderRig({ post });
    const [off, gone] = [await rig.endpoint(), await rig.endpoint('https://gone.example.com/')];
    rig.tell(someEvent());
    await rig.run(rig.clock.now());
    await rig.endpoints.disable(off, 'by-request');
    await rig.endpoints.remove(gone);
    await rig.run();
    expect(got).toHaveLength(2);
    expect((await outcomes(rig, off)).at(-1)).toEqual([2, 'not-sent', undefined]);
  });
});
