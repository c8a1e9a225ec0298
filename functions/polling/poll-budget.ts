import { pollBudgets } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

/** How many polls of a Solution Provider’s items may reach AT&T in a minute, all pollers together. */
export interface PollBudget {
  /** False when the minute’s polls are used up. */
  take(solutionProvider: string): Promise<boolean>;
}

/** Counted in the table, one item per Solution Provider and minute. */
export const createPollBudget = (table: Table, pollsPerMinute: number, now: () => number): PollBudget => ({
  take: async (solutionProvider) => {
    const minute = Math.floor(now() / 60_000);
    const item = await table.update({
      key: pollBudgets.key.of({ solutionProvider, minute: String(minute) }),
      update: 'ADD #used :one SET expiresAt = :expiresAt',
      condition: 'attribute_not_exists(#used) OR #used < :limit',
      names: { '#used': 'used' },
      values: { ':one': 1, ':limit': pollsPerMinute, ':expiresAt': pollBudgets.lifetime.expiresAt(minute * 60_000) },
    });
    return item !== undefined;
  },
});
