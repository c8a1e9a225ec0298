import { Problem } from '#domain/problems/problems';
import type { SenderDependencies } from '#webhooks/handle-messages';
import { dynaliteClient } from '../../support/dynalite-client';
import { down, ok, receiver, senderRig, someEvent } from '../../support/webhook-rig';
import { watchedClient } from '../../support/watched-client';

type Rig = Awaited<ReturnType<typeof senderRig>>;

const outOfReach = () => Promise.reject(new Problem('service-unavailable', { retryAfterSeconds: 2 }));

/** How often SQS hands a message over before it is laid aside. */
const mostReceives = 5;

/** Works on everything, many messages at a time, as SQS does: what fails comes again, and is laid aside in the end. */
const drained = async (rig: Rig, over: () => Partial<SenderDependencies>): Promise<number> => {
  const receives = new Map<string, number>();
  let laidAside = 0;
  for (let rounds = 0; rig.queue.waiting.length > 0 && rounds < 1_000; rounds += 1) {
    const next = Math.min(...rig.queue.waiting.map(({ dueAt }) => dueAt));
    rig.clock.advance(Math.max(0, next - rig.clock.now()));
    const due = rig.queue.waiting.filter(({ dueAt }) => dueAt <= rig.clock.now()).slice(0, 10);
    for (const message of due) {
      rig.queue.waiting.splice(rig.queue.waiting.indexOf(message), 1);
      if ((await rig.receive([message], over())).length === 0) continue;
      const times = (receives.get(message.body) ?? 0) + 1;
      receives.set(message.body, times);
      if (times < mostReceives) rig.queue.waiting.push({ ...message, dueAt: rig.clock.now() + 360_000 });
      else laidAside += 1;
    }
  }
  return laidAside;
};

const every = (times: number, trouble: () => Partial<SenderDependencies>) => {
  let count = 0;
  return (): Partial<SenderDependencies> => ((count += 1) % times === 0 ? {} : trouble());
};

describe('a table that cannot be reached', () => {
  it.each<[string, (rig: Rig) => Partial<SenderDependencies>]>([
    ['for the endpoint', ({ endpoints }) => ({ endpoints: { ...endpoints, find: outOfReach } })],
    ['for the endpoints of an event', ({ endpoints }) => ({ endpoints: { ...endpoints, list: outOfReach } })],
    ['for the list of attempts', ({ deliveries }) => ({ deliveries: { ...deliveries, add: outOfReach } })],
    ['to mark the endpoint', ({ endpoints }) => ({ endpoints: { ...endpoints, markFailing: outOfReach } })],
    ['to switch the endpoint off', ({ endpoints }) => ({ endpoints: { ...endpoints, disable: outOfReach } })],
  ])('nine times of ten %s takes no attempt of ten away, and adds none', async (_, trouble) => {
    const { post, got } = receiver(down);
    const rig = await senderRig({ post });
    await rig.endpoint();
    rig.tell(someEvent());
    expect(
      await drained(
        rig,
        every(10, () => trouble(rig)),
      ),
    ).toBe(0);
    expect(got).toHaveLength(10);
  });

  it('is no reason to send again what arrived', async () => {
    const { post, got } = receiver(ok);
    const rig = await senderRig({ post });
    await rig.endpoint();
    rig.tell(someEvent());
    const { deliveries, endpoints } = rig;
    const trouble = {
      deliveries: { ...deliveries, add: outOfReach },
      endpoints: { ...endpoints, clearFailing: outOfReach },
    };
    expect(await drained(rig, () => trouble)).toBe(0);
    expect(got).toHaveLength(1);
    const messages = rig.log.lines.map(({ message }) => message);
    expect(messages).toContain('webhook-not-noted');
    expect(messages).toContain('webhook-attempted');
  });

  it('and a queue that takes nothing leave the message to come again', async () => {
    const rig = await senderRig(receiver(ok));
    rig.tell(someEvent());
    const { endpoints, queue } = rig;
    const over = {
      endpoints: { ...endpoints, list: outOfReach },
      queue: { ...queue, putBack: () => Promise.reject(new Error('no queue')) },
    };
    expect(await rig.receive(rig.queue.waiting.splice(0), over)).toHaveLength(1);
  });
});

describe('an endpoint that is known to fail', () => {
  it('costs one request to find it and one to note the attempt, and is not marked again', async () => {
    const client = watchedClient(await dynaliteClient());
    const rig = await senderRig(receiver(down), client);
    await rig.endpoint();
    for (let sequence = 1; sequence <= 3; sequence += 1) rig.tell(someEvent(sequence));
    await rig.receive(rig.queue.waiting.splice(0));
    const attempts = rig.queue.waiting.splice(0);
    await rig.receive(attempts.slice(0, 1));
    expect(client.sent.slice(-3)).toEqual(['GetItem', 'PutItem', 'UpdateItem']);
    client.rest();
    for (const attempt of attempts.slice(1)) await rig.receive([attempt]);
    expect(client.sent).toEqual(['GetItem', 'PutItem', 'GetItem', 'PutItem']);
  });
});
