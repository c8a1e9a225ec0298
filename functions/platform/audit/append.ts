import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '#domain/problems/problems';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import {
  auditEntrySchema,
  macPlace,
  sealPlace,
  sequenceText,
  type AuditEntry,
  type AuditFacts,
} from '#platform/audit/entry';
import { itemNotExists, lessThan, notExists, or } from '#platform/table/conditions';
import { auditEntries, auditHeads } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

type AuditTable = Pick<Table, 'put' | 'query'>;

/** Entries at the end of a chain by which one that is told again is known again. */
const mostRemembered = 50;
/** With waits that grow to a quarter of a second. */
const mostTries = 60;

/**
 * Appends to a chain, unless the facts are among the newest there, told by the same id. An entry is put right behind the last
 * one on the condition that nothing is there, and tried again behind whoever was faster: a chain neither forks nor loses one.
 * @throws Problem `service-unavailable`; then it may have been appended
 */
export type AppendAudit = (chain: string, facts: AuditFacts) => Promise<void>;

export const createAppendAudit = (table: AuditTable, fingerprints: Fingerprints): AppendAudit => {
  const append: AppendAudit = async (chain, facts) => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const newest = await newestEntries(table, chain);
      if (newest.some(({ id }) => id === facts.id)) return;
      const entry = await entryBehind(newest[0], chain, facts, fingerprints);
      const key = auditEntries.key.of({ chain, sequence: sequenceText(entry.sequence) });
      if (await table.put({ ...key, ...entry }, itemNotExists)) return moveHead(table, entry, fingerprints);
      await sleep(Math.random() * Math.min(250, 5 * 2 ** tries));
    }
    throw new Problem('service-unavailable', { retryAfterSeconds: 2 });
  };

  const turns = new Map<string, Promise<void>>();
  // One after the other, so that those of one process do not get in each other’s way.
  return (chain, facts) => {
    const done = (turns.get(chain) ?? Promise.resolve()).then(() => append(chain, facts));
    turns.set(
      chain,
      done.catch(() => undefined),
    );
    return done;
  };
};

/** Last first. */
const newestEntries = async (table: AuditTable, chain: string): Promise<AuditEntry[]> => {
  const { items } = await table.query({
    partition: auditEntries.key.partitionOf({ chain }),
    sort: { startsWith: auditEntries.key.sortPrefix },
    isConsistent: true,
    descending: true,
    limit: mostRemembered,
  });
  return items.map((item) => auditEntrySchema.parse(item));
};

const entryBehind = async (
  last: AuditEntry | undefined,
  chain: string,
  facts: AuditFacts,
  fingerprints: Fingerprints,
): Promise<AuditEntry> => {
  const unsigned = { ...facts, chain, sequence: (last?.sequence ?? 0) + 1, previous: last?.mac ?? '' };
  return { ...unsigned, mac: await fingerprints.of(unsigned, macPlace(chain)) };
};

/** A head that stays behind because its process died is moved by the next entry. */
const moveHead = async (
  table: AuditTable,
  { chain, sequence, mac }: AuditEntry,
  fingerprints: Fingerprints,
): Promise<void> => {
  const seal = await fingerprints.of({ chain, sequence, mac }, sealPlace(chain));
  const item = { ...auditHeads.key.of({ chain }), sequence, mac, seal };
  await table.put(item, or(notExists('sequence'), lessThan('sequence', sequence)));
};
