import { digestWith } from '#platform/audit/chain-digest';
import { auditEntrySchema, begunAnew, macPlace, type AuditEntry } from '#platform/audit/entry';
import type { AuditFlaw } from '#platform/audit/flaw';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import type { Item } from '#platform/table/table';

interface Seen {
  flaw: AuditFlaw | undefined;
  isWithoutKey: boolean;
  /** Somebody has noted this entry as the end of the chain. */
  isNoted: boolean;
}

interface Unproven {
  flaw: AuditFlaw;
  /** Place of the entry that says so. */
  saidAt: number;
}

/** Follows a chain as it is verified, for what was signed with a key that is lost. */
export const followLostKeys = (fingerprints: Fingerprints, chain: string) => {
  const digests = ['']; // By place.
  const unproven: Unproven[] = [];
  let withoutKey: AuditFlaw[] = [];
  let notedAt = 0;

  const saysWhatStands = async ({ about, hashes }: AuditEntry): Promise<boolean> => {
    const digest = digests[Number(about['upTo'])];
    return digest !== undefined && fingerprints.matches(hashes['unproven'] ?? '', digest, macPlace(chain));
  };

  return {
    follow: async (place: number, item: Item, { flaw, isWithoutKey, isNoted }: Seen): Promise<void> => {
      digests[place] = digestWith(digests.at(-1) ?? '', item);
      if (flaw && isWithoutKey) withoutKey.push(flaw);
      if (flaw) return;
      if (isNoted) notedAt = place;
      const { data: entry } = auditEntrySchema.safeParse(item);
      if (entry?.action !== begunAnew || !(await saysWhatStands(entry))) return;
      const isSaid = ({ sequence }: AuditFlaw): boolean => sequence <= Number(entry.about['upTo']);
      const said = withoutKey.filter(isSaid);
      withoutKey = withoutKey.filter((one) => !isSaid(one));
      if (said.length > 0) unproven.push({ flaw: unprovenAs(said, entry), saidAt: place });
    },
    found: () => ({
      withoutKey: withoutKey.length,
      known: unproven.filter(({ saidAt }) => saidAt <= notedAt).map(({ flaw }) => flaw),
      unknown: [...withoutKey, ...unproven.filter(({ saidAt }) => saidAt > notedAt).map(({ flaw }) => flaw)],
    }),
  };
};

const unprovenAs = (entries: readonly AuditFlaw[], { at, actor, sequence }: AuditEntry): AuditFlaw => {
  const [from = 0, to = 0] = [entries[0]?.sequence, entries.at(-1)?.sequence];
  const which = from === to ? `entry ${from}` : `${entries.length} entries from ${from} to ${to}`;
  return {
    ...{ kind: 'unproven', sequence: from, to },
    what: `${which} cannot be proven, as the key is lost; nobody has changed any since entry ${sequence} says so, ${at}, ${actor}`,
  };
};
