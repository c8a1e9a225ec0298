import { lessThan, notExists, or } from '#platform/table/conditions';
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
      add: { used: 1 },
      set: { expiresAt: pollBudgets.lifetime.expiresAt(minute * 60_000) },
      condition: or(notExists('used'), lessThan('used', pollsPerMinute)),
    });
    return item !== undefined;
  },
});
