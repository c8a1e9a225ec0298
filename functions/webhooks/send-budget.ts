import { Problem } from '#domain/problems/problems';
import { lessThan, notExists, or } from '#platform/table/conditions';
import { webhookSends } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

/** What a Solution Provider can have sent by asking for it in a minute: challenges, test events, events again. */
export const mostSendsPerMinute = 60;

/** @throws Problem `webhook-sending-limit`, `service-unavailable` */
export type TakeSend = (solutionProvider: string) => Promise<void>;

/** Counted in the table, one item per Solution Provider and minute. */
export const createSendBudget =
  (table: Table, now: () => number): TakeSend =>
  async (solutionProvider) => {
    const minute = Math.floor(now() / 60_000);
    const item = await table.update({
      key: webhookSends.key.of({ solutionProvider, minute: String(minute) }),
      add: { used: 1 },
      set: { expiresAt: webhookSends.lifetime.expiresAt(minute * 60_000) },
      condition: or(notExists('used'), lessThan('used', mostSendsPerMinute)),
    });
    if (item) return;
    throw new Problem('webhook-sending-limit', {
      detail: `The Solution Provider has had ${mostSendsPerMinute} webhooks sent on request in this minute (limit ${mostSendsPerMinute}).`,
      retryAfterSeconds: Math.ceil(((minute + 1) * 60_000 - now()) / 1000),
    });
  };
