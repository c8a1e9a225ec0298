import { Webhook } from 'standardwebhooks';
import type { PostOptions } from '#webhooks/post';
import { solutionProvider } from '../../support/event-rig';
import { down, ok, receiver, senderRig, someEvent } from '../../support/webhook-rig';

type Rig = Awaited<ReturnType<typeof senderRig>>;

describe('a sender that dies', () => {
  const died = () => Promise.reject(new Error('killed'));

  it.each([
    ['before sending', () => ({ post: died })],
    ['between sending and asking for the next attempt', (rig: Rig) => ({ queue: { ...rig.queue, send: died } })],
  ])('%s has the message come again, under the same id', async (_, dying) => {
    const { post, got } = receiver(down, down, ok);
    const rig = await senderRig({ post });
    await rig.endpoint();
    rig.tell(someEvent());
    await rig.receive(rig.queue.waiting.splice(0));
    const attempt = rig.queue.waiting.splice(0);
    expect(await rig.receive(attempt, dying(rig))).toHaveLength(1);
    expect(await rig.receive(attempt)).toEqual([]);
    await rig.run();
    expect(got.length).toBeGreaterThanOrEqual(2);
    expect(new Set(got.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([someEvent().id]));
    expect(
      (await rig.deliveries.list((await rig.endpoints.list(solutionProvider))[0]!.id, 1)).deliveries[0],
    ).toMatchObject({ outcome: 'delivered' });
  });

  it('hands what is no message of ours to the dead-letter queue', async () => {
    const rig = await senderRig();
    rig.queue.add({ no: 'message' });
    expect(await rig.receive(rig.queue.waiting)).toHaveLength(1);
    expect(rig.log.lines.at(-1)).toMatchObject({ level: 'error', message: 'webhook-message-failed' });
  });
});

describe('a secret being rotated', () => {
  it('signs twice for a day, then the old one fails', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    const endpoint = await rig.endpoint();
    const rotated = (await rig.endpoints.rotateSecret(endpoint))!;
    const [fresh, old] = await Promise.all(rotated.secrets.map((stored) => rig.signing.open(rotated, stored)));
    const sign = async (sequence: number) => {
      rig.tell(someEvent(sequence));
      await rig.run();
      return got.at(-1)!;
    };
    const during = await sign(1);
    rig.clock.advance(24 * 3_600_000 + 1);
    const after = await sign(2);
    const isBy = (secret: string, { headers, body }: PostOptions): boolean => {
      const made = new Webhook(secret).sign(
        headers['webhook-id']!,
        new Date(Number(headers['webhook-timestamp']) * 1000),
        body,
      );
      return headers['webhook-signature']!.split(' ').includes(made);
    };
    expect([isBy(old!, during), isBy(fresh!, during), isBy(old!, after), isBy(fresh!, after)]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(during.headers['webhook-signature']!.split(' ')).toHaveLength(2);
    expect(after.headers['webhook-signature']!.split(' ')).toHaveLength(1);
  });
});

describe('what is asked to be sent again', () => {
  it('goes under the same id, to one endpoint whatever its filter says', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    const { id } = await rig.endpoint('https://ports.example.com/', ['port-in.*']);
    await rig.endpoint();
    rig.ask({ event: someEvent(), endpointId: id });
    await rig.run();
    expect(got.map(({ host, headers }) => [host, headers['webhook-id']])).toEqual([
      ['ports.example.com', someEvent().id],
    ]);
  });

  it('as a time goes page by page, each event once, as the filter lets it', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    const { id } = await rig.endpoint('https://orders.example.com/', ['order.*']);
    const from = rig.clock.now();
    for (let sequence = 1; sequence <= 250; sequence += 1) {
      await rig.events.keep(someEvent(sequence), rig.clock.now());
      rig.clock.advance(1_000);
    }
    await rig.events.keep(someEvent(251, { type: 'port-in.opened' }), rig.clock.now());
    rig.clock.advance(10_000);
    const until = new Date(from + 240_000).toISOString();
    rig.ask({ endpointId: id, solutionProvider, since: new Date(from).toISOString(), until });
    await rig.run();
    for (let task = rig.bus.tasks.shift(); task; task = rig.bus.tasks.shift()) {
      rig.ask(task);
      await rig.run();
    }
    const wanted = Array.from({ length: 240 }, (_, index) => someEvent(index + 1).id);
    expect(got.map(({ headers }) => headers['webhook-id']).toSorted()).toEqual(wanted.toSorted());
  });
});
