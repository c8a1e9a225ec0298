import type { ItemChange } from '#events/stream-record';
import { auditedActs, type AuditedAct } from '#events/audited-acts';
import type { AppendAudit } from '#platform/audit/append';
import { valuePlace } from '#platform/audit/entry';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Key } from '#platform/table/table';

/**
 * Appends what callers did by changes of one item to their Solution Provider’s chain. Told twice it appends once, so far as
 * the first time is among the newest entries. @throws Problem `service-unavailable`
 */
export type AuditChanges = (key: Key, changes: readonly ItemChange[]) => Promise<void>;

export const createAuditChanges = (append: AppendAudit, fingerprints: Fingerprints): AuditChanges => {
  const hashOf = (value: unknown): Promise<string> => fingerprints.of(value, valuePlace);

  const appendAct = async ({ solutionProvider, identity, by, personal, ...act }: AuditedAct): Promise<void> => {
    const hashes: Record<string, string> = {};
    for (const [name, value] of Object.entries(personal)) if (value !== undefined) hashes[name] = await hashOf(value);
    await append(solutionProvider, {
      ...act,
      id: await hashOf(identity),
      actor: `client:${by}`,
      phase: 'done',
      solutionProviders: [solutionProvider],
      hashes,
    });
  };

  return async (key, changes) => {
    for (const act of auditedActs(key, changes)) await appendAct(act);
  };
};
