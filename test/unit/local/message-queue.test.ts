import { mkdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { eventBusActions } from '../../../tools/local/events/event-bus';
import { startMessageQueue } from '../../../tools/local/events/message-queue';
import { createSimulatedTime } from '../../../tools/local/simulated-time';
import { temporaryDirectory } from '../../support/temporary-directory';

const file = z.array(z.looseObject({ body: z.string() }));
const keptIn = async (dataDir: string): Promise<string[]> =>
  file.parse(JSON.parse(await readFile(join(dataDir, 'webhook-queue.json'), 'utf8'))).map(({ body }) => body);

/** A queue whose messages nobody works on. */
const started = async (dataDir = temporaryDirectory('message-queue-')) => {
  const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });
  const queue = await startMessageQueue(dataDir, time, () => new Promise(() => undefined));
  return { dataDir, queue };
};

describe('the local webhook queue', () => {
  it('has every message in its file before it says that it has it', async () => {
    const { dataDir, queue } = await started();
    const sent = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    await Promise.all(
      sent.map(async (MessageBody) => {
        await queue.actions['AmazonSQS.SendMessageBatch']!({ Entries: [{ Id: '1', MessageBody }] });
        expect(await keptIn(dataDir)).toContain(MessageBody);
      }),
    );
    expect((await keptIn(dataDir)).toSorted()).toEqual(sent.toSorted());
  });

  it('has every event of the bus in its file before the bus says that it has it', async () => {
    const { dataDir, queue } = await started();
    const bus = eventBusActions((body) => queue.add(body));
    const entry = { Source: 'gateway', DetailType: 'order.quoted', Detail: '{"id":"evt_1"}' };
    await bus['AWSEvents.PutEvents']!({ Entries: [entry, entry] });
    expect(await keptIn(dataDir)).toEqual([expect.stringContaining('evt_1'), expect.stringContaining('evt_1')]);
  });

  it('does not say that it has what it could not write', async () => {
    const { queue } = await started(join(temporaryDirectory('message-queue-'), 'not there'));
    await expect(queue.add('x')).rejects.toThrow();
  });

  it('has not, after that, what its sender will send again', async () => {
    const { dataDir, queue } = await started();
    const inTheWay = join(dataDir, 'webhook-queue.json.new');
    await mkdir(inTheWay);
    await expect(queue.add('x')).rejects.toThrow();
    await rmdir(inTheWay);
    await queue.add('x');
    expect(await keptIn(dataDir)).toEqual(['x']);
  });

  it('has a few messages worked on at the same time, however many are due', async () => {
    const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });
    const [count, done] = [300, Promise.withResolvers<undefined>()];
    let [atOnce, most, seen] = [0, 0, 0];
    const queue = await startMessageQueue(undefined, time, async (event) => {
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
