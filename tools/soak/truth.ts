import * as z from 'zod';
import type { World } from './world';

const received = z.array(
  z.looseObject({
    number: z.number(),
    operation: z.string().nullable(),
    headers: z.record(z.string(), z.string()),
    effectId: z.string().nullable(),
  }),
);

/** What AT&T received and did, by the key of the write: the gateway hands `x-transaction-id` on. */
export interface Truth {
  /** How often a key’s request was carried out. */
  timesDone(key: string): Promise<number>;
  /** Every write AT&T carried out, by key. */
  allDone(): Promise<ReadonlyMap<string, number>>;
  /** Requests AT&T received. */
  requests(): number;
  /** What AT&T remembers: kind → Solution Provider → key. */
  remembered(): Promise<Remembered>;
}

const stateSchema = z.looseObject({
  entities: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.looseObject({})))),
});
export type Remembered = z.infer<typeof stateSchema>['entities'];

export const createTruth = (world: World): Truth => {
  const done = new Map<string, number>();
  let last = 0;
  let reading: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    for (const { number, headers, effectId } of received.parse(await world.sim(`GET requests?since=${last}`))) {
      last = Math.max(last, number);
      const key = headers['x-transaction-id'];
      if (effectId !== null && key !== undefined) done.set(key, (done.get(key) ?? 0) + 1);
    }
  };
  // One after the other, so that no request is counted twice.
  const refreshed = (): Promise<void> => (reading = reading.then(read));
  return {
    timesDone: async (key) => {
      await refreshed();
      return done.get(key) ?? 0;
    },
    allDone: async () => {
      await refreshed();
      return done;
    },
    requests: () => last,
    remembered: async () => stateSchema.parse(await world.sim('GET state')).entities,
  };
};
