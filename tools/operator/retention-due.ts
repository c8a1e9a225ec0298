import { auditEntrySchema, operatorsChain } from '#platform/audit/entry';
import { dayMs } from '#platform/table/key-pattern';
import { auditEntries } from '#platform/table/keys';
import type { Item } from '#platform/table/table';
import type { Deployment } from './deployment';
import { withTable } from './table';

/** What the audit says of it. */
export interface RetentionView {
  /** When `retention apply` ended well last; undefined where it never did, or longer ago than is looked back. */
  appliedAt: string | undefined;
  /** The audit was looked through from its beginning. */
  isNever: boolean;
  isDue: boolean;
}

/** It is applied every day; a job that begins a little later than yesterday’s is not late. */
const dueMs = dayMs + 2 * 3_600_000;
export const daysLookedBack = 31;
const pageSize = 100;

/** When what is older than it may be was erased last. @throws Error of AWS */
export const retentionView = (deployment: Deployment, nowMs: number): Promise<RetentionView> =>
  withTable(deployment, async (table) => {
    const earliest = new Date(nowMs - daysLookedBack * dayMs).toISOString();
    let after: Item | undefined;
    do {
      const page = await table.query({
        partition: auditEntries.key.partitionOf({ chain: operatorsChain }),
        sort: { startsWith: auditEntries.key.sortPrefix },
        ...{ descending: true, limit: pageSize, after },
      });
      for (const item of page.items) {
        const entry = auditEntrySchema.safeParse(item).data;
        if (!entry) continue;
        if (entry.at < earliest) return { appliedAt: undefined, isNever: false, isDue: true };
        if (entry.action === 'retention apply' && entry.phase === 'done')
          return { appliedAt: entry.at, isNever: false, isDue: nowMs - Date.parse(entry.at) > dueMs };
      }
      after = page.next;
    } while (after);
    return { appliedAt: undefined, isNever: true, isDue: true };
  });

export const retentionInWords = ({ appliedAt, isNever, isDue }: RetentionView, tenant: string): string => {
  const missed = isNever ? 'never applied' : `not applied for ${daysLookedBack} days`;
  const last = appliedAt === undefined ? missed : `applied ${appliedAt}`;
  return `retention: ${last}${isDue ? `; due: npx gateway retention apply --tenant ${tenant}` : ''}`;
};
