import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { watchedBulkWrites, watchedPartitions } from '#entry/events-watched-partitions';
import type { StoreChange } from '../store-change';

/** Less than Lambda’s hundred: writers who wait for room get it as soon as a batch is done. */
const batchSize = 25;
const longestPauseMs = 2_000;
/** Each is held with its item before and after. */
const mostWaiting = 1_000;
const longestHoldMs = 2_000;
const holdMs = 50;

const answerSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });
const stringKey = z.object({ S: z.string() });

interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventSource: 'aws:dynamodb';
  dynamodb: { Keys: object; OldImage?: object; NewImage?: object; SequenceNumber: string; StreamViewType: string };
}

export interface PublisherFeed {
  changed: (change: StoreChange) => void;
  /** Settles when no more waits than may be held in memory, or after two seconds: who writes faster than is told of waits. */
  room: () => Promise<void>;
}

/**
 * Hands changes to the publisher as Lambda does with a table's stream: in batches, in order per item, what failed again until
 * it is done. At least once: what a process leaves behind, the next one finds in the items themselves.
 */
export const createPublisherFeed = (publish: (event: unknown) => Promise<unknown>): PublisherFeed => {
  const waiting: StreamRecord[] = [];
  let count = 0;
  let isRunning = false;

  const run = async (): Promise<void> => {
    for (let pauseMs = 50; waiting.length > 0;) {
      const batch = waiting.slice(0, batchSize);
      const failed = await failedOf(publish, batch);
      waiting.splice(0, batch.length, ...failed);
      if (failed.length === 0) pauseMs = 50;
      else await sleep((pauseMs = Math.min(longestPauseMs, pauseMs * 2)));
    }
    isRunning = false;
  };

  return {
    changed: (change) => {
      if (!isWatched(change)) return;
      waiting.push(recordOf(change, (count += 1)));
      if (isRunning) return;
      isRunning = true;
      // Not before the writer has its answer.
      setImmediate(() => void run());
    },
    room: async () => {
      for (let heldMs = 0; waiting.length > mostWaiting && heldMs < longestHoldMs; heldMs += holdMs)
        await sleep(holdMs);
    },
  };
};

/** Those that come again. The publisher takes changes of one item together, so that none overtakes another. */
const failedOf = async (
  publish: (event: unknown) => Promise<unknown>,
  batch: readonly StreamRecord[],
): Promise<readonly StreamRecord[]> => {
  try {
    const { batchItemFailures } = answerSchema.parse(await publish({ Records: batch }));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return batch.filter(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
  } catch (error) {
    console.error('the event publisher failed:', error);
    return batch;
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
