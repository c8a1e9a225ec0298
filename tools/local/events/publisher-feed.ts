import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { watchedBulkWrites, watchedPartitions } from '#entry/events-watched-partitions';
import type { StoreChange } from './store-stream';

const batchSize = 100;
const longestPauseMs = 2_000;

const answerSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
const stringKey = z.object({ S: z.string() });

interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventSource: 'aws:dynamodb';
  dynamodb: { Keys: object; OldImage?: object; NewImage?: object; SequenceNumber: string; StreamViewType: string };
}

/**
 * Hands changes to the publisher as Lambda does with a table's stream: in order, in batches, from the earliest that failed
 * on again until it is done. At least once: what a process leaves behind, the next one finds in the items themselves.
 */
export const createPublisherFeed = (publish: (event: unknown) => Promise<unknown>) => {
  const waiting: StreamRecord[] = [];
  let count = 0;
  let isRunning = false;

  const run = async (): Promise<void> => {
    for (let pauseMs = 50; waiting.length > 0;) {
      const batch = waiting.slice(0, batchSize);
      const done = await handled(publish, batch);
      waiting.splice(0, done);
      if (done === batch.length) pauseMs = 50;
      else await sleep((pauseMs = Math.min(longestPauseMs, pauseMs * 2)));
    }
    isRunning = false;
  };

  return (change: StoreChange): void => {
    if (!isWatched(change)) return;
    waiting.push(recordOf(change, (count += 1)));
    if (isRunning) return;
    isRunning = true;
    // Not before the writer has its answer.
    setImmediate(() => void run());
  };
};

/** How many of the first records are done with. */
const handled = async (
  publish: (event: unknown) => Promise<unknown>,
  batch: readonly StreamRecord[],
): Promise<number> => {
  try {
    const { batchItemFailures } = answerSchema.parse(await publish({ Records: batch }));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    return first === -1 ? batch.length : first;
  } catch (error) {
    console.error('the event publisher failed:', error);
    return 0;
  }
};

const isWatched = ({ keys }: StoreChange): boolean => {
  const [pk, sk] = [keys['pk'], keys['sk']].map((key) => stringKey.parse(key).S);
  const isOf = (prefix: string): boolean => pk?.startsWith(prefix) === true;
  return watchedPartitions.some(isOf) || (isOf(watchedBulkWrites.partitionPrefix) && sk === watchedBulkWrites.sort);
};

const recordOf = ({ keys, before, after }: StoreChange, count: number): StreamRecord => ({
  eventID: String(count),
  eventName: after === undefined ? 'REMOVE' : before === undefined ? 'INSERT' : 'MODIFY',
  eventSource: 'aws:dynamodb',
  dynamodb: {
    Keys: keys,
    ...(before && { OldImage: before }),
    ...(after && { NewImage: after }),
    SequenceNumber: String(count).padStart(21, '0'),
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
});
