import { appendFile, mkdir, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventBusActions } from '../../../tools/local/events/event-bus';
import { keepMessages, type Message } from '../../../tools/local/events/kept-messages';
import { startMessageQueue } from '../../../tools/local/events/message-queue';
import { createSimulatedTime } from '../../../tools/local/simulated-time';
import { temporaryDirectory } from '../../support/temporary-directory';

const newFolder = (): string => temporaryDirectory('message-queue-');
const fileIn = (dataDir: string): string => join(dataDir, 'webhook-queue.json');
/** What a process that starts now finds. */
const keptIn = (dataDir: string): string[] =>
  keepMessages(dataDir)
    .all()
    .map(({ body }) => body);

const realTime = () => createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });

/** A queue whose messages nobody works on. */
const started = (dataDir = newFolder()) => ({
  dataDir,
  queue: startMessageQueue(dataDir, realTime(), () => new Promise(() => undefined)),
});

describe('the local webhook queue', () => {
  it('has every message in its file before it says that it has it', async () => {
    const { dataDir, queue } = started();
    const sent = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    await Promise.all(
      sent.map(async (MessageBody) => {
        await queue.actions['AmazonSQS.SendMessageBatch']!({ Entries: [{ Id: '1', MessageBody }] });
        expect(keptIn(dataDir)).toContain(MessageBody);
      }),
    );
    expect(keptIn(dataDir).toSorted()).toEqual(sent.toSorted());
  });

  it('has every event of the bus in its file before the bus says that it has it', async () => {
    const { dataDir, queue } = started();
    const bus = eventBusActions((body) => queue.add(body));
    const entry = { Source: 'gateway', DetailType: 'order.quoted', Detail: '{"id":"evt_1"}' };
    await bus['AWSEvents.PutEvents']!({ Entries: [entry, entry] });
    expect(keptIn(dataDir)).toEqual([expect.stringContaining('evt_1'), expect.stringContaining('evt_1')]);
  });

  it('does not say that it has what it could not write', async () => {
    const { dataDir, queue } = started();
    await mkdir(`${fileIn(dataDir)}.new`);
    await expect(queue.add('x')).rejects.toThrow();
  });

  it('has not, after that, what its sender will send again', async () => {
    const { dataDir, queue } = started();
    const inTheWay = `${fileIn(dataDir)}.new`;
    await mkdir(inTheWay);
    await expect(queue.add('x')).rejects.toThrow();
    await rmdir(inTheWay);
    await queue.add('x');
    expect(keptIn(dataDir)).toEqual(['x']);
  });

  it('is added to by a message, however many wait', async () => {
    const { dataDir, queue } = started();
    const addedBy = async (body: string): Promise<{ bytes: number; isSameFile: boolean }> => {
      const before = await stat(fileIn(dataDir));
      await queue.add(body, 3_600);
      const after = await stat(fileIn(dataDir));
      return { bytes: after.size - before.size, isSameFile: after.ino === before.ino };
    };
    await queue.add('first', 3_600);
    const early = await addedBy('message 0000');
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => queue.add(`message ${1_000 + index}`, 3_600)));
    const late = await addedBy('message 9999');
    expect(late.bytes).toBeLessThan(1.1 * early.bytes);
    expect([early.isSameFile, late.isSameFile]).toEqual([true, true]);
    expect(keptIn(dataDir)).toHaveLength(1_003);
  });

  it('has a few messages worked on at the same time, however many are due', async () => {
    const time = realTime();
    const [count, done] = [300, Promise.withResolvers<undefined>()];
    let [atOnce, most, seen] = [0, 0, 0];
    const queue = startMessageQueue(undefined, time, async (event) => {
      const { length } = (event as { Records: object[] }).Records;
      most = Math.max(most, (atOnce += length));
      await new Promise(setImmediate);
      atOnce -= length;
      if ((seen += length) === count) done.resolve(undefined);
      return { batchItemFailures: [] };
    });
    await Promise.all(Array.from({ length: count }, (_, index) => queue.add(`message ${index}`, 3_600)));
    // Everything is due at once, as after a jump of the clock.
    time.set({ nowMs: time.now() + 7_200_000, readAtMs: Date.now(), timeScale: 1 });
    await done.promise;
    expect(most).toBeLessThanOrEqual(20);
  });
});

describe('the file of the local webhook queue', () => {
  const message = (id: string, body = id): Message => ({ id, body, sentAt: 0, dueAt: 0, receives: 0 });

  it('tells of what was put and not removed, in the order it came, with the newest of each', async () => {
    const dataDir = newFolder();
    const messages = keepMessages(dataDir);
    for (const id of ['a', 'b', 'c']) {
      messages.put(message(id));
      await messages.write();
    }
    messages.put({ ...message('a'), receives: 1 });
    messages.remove(message('b'));
    await messages.write();
    expect(keepMessages(dataDir).all()).toEqual([{ ...message('a'), receives: 1 }, message('c')]);
  });

  it('is no larger than what waits and a little more, however many messages have gone', async () => {
    const dataDir = newFolder();
    const messages = keepMessages(dataDir);
    messages.put(message('waits'));
    for (let number = 0; number < 400; number += 1) {
      const gone = message(String(number), 'x'.repeat(10_000));
      messages.put(gone);
      await messages.write();
      messages.remove(gone);
    }
    await messages.write();
    expect((await stat(fileIn(dataDir))).size).toBeLessThan(1.5 * 1_048_576);
    expect(keptIn(dataDir)).toEqual(['waits']);
  });

  it('tells of everything but a line that a kill has cut off', async () => {
    const { dataDir, queue } = started();
    await queue.add('x');
    await appendFile(fileIn(dataDir), '\n[{"put":{"id":"1","bo');
    const again = started(dataDir);
    await again.queue.add('y');
    expect(keptIn(dataDir)).toEqual(['x', 'y']);
  });

  it('is refused with its name when it holds something else', async () => {
    const dataDir = newFolder();
    for (const text of ['', 'notes', '{"my":"notes"}', '[]\n{"put":1}\n[]']) {
      await writeFile(fileIn(dataDir), text);
      expect(() => keepMessages(dataDir)).toThrow(`${fileIn(dataDir)} is not usable`);
    }
  });
});
