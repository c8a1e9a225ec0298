import * as z from 'zod';

export const scheduledSchema = z.object({
  /** Milliseconds since the epoch, by the simulator's clock. */
  at: z.number(),
  kind: z.string(),
  solutionProvider: z.string(),
  key: z.string(),
  transition: z.string(),
});
export type Scheduled = z.infer<typeof scheduledSchema>;

/** What is still to happen, earliest first; of the same moment, first scheduled first. */
export interface Schedule {
  add(item: Scheduled): void;
  /** Takes the earliest that is due. */
  takeDue(now: number): Scheduled | undefined;
  /** Forgets what was to happen to one entity. */
  cancel(item: Pick<Scheduled, 'kind' | 'solutionProvider' | 'key'>): void;
  all(): readonly Scheduled[];
  load(items: readonly Scheduled[]): void;
}

/** Puts it behind everything of its time and before. @returns how many are before it */
export const insertByTime = <T extends { at: number }>(items: T[], item: T): number => {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.at ?? 0) <= item.at) low = middle + 1;
    else high = middle;
  }
  items.splice(low, 0, item);
  return low;
};

export const createSchedule = (): Schedule => {
  let items: Scheduled[] = [];
  return {
    add: (item) => void insertByTime(items, item),
    takeDue: (now) => (items[0] !== undefined && items[0].at <= now ? items.shift() : undefined),
    cancel: ({ kind, solutionProvider, key }) => {
      items = items.filter(
        (item) => item.kind !== kind || item.solutionProvider !== solutionProvider || item.key !== key,
      );
    },
    all: () => items,
    load: (loaded) => {
      items = loaded.toSorted((a, b) => a.at - b.at);
    },
  };
};
