import { Problem } from '#domain/problems/problems';
import type { AuditFlaw } from '#platform/audit/flaw';
import { followLostKeys } from '#platform/audit/lost-keys';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import { auditEntrySchema, auditHeadSchema, macPlace, sealPlace, type AuditEntry } from '#platform/audit/entry';
import { auditEntries, auditHeads } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';

/** Where a chain ended when somebody looked. */
export interface ChainEnd {
  sequence: number;
  mac: string;
}

export interface VerifiedChain {
  chain: string;
  entries: number;
  /** The last entry; to be noted elsewhere, and given as `expected` another time. */
  end?: ChainEnd;
  /** Entries signed with a key that is not there, of which no other entry says so. */
  withoutKey: number;
  /** What is not held against the chain: an end that was noted is of somebody who knew of it. */
  known: AuditFlaw[];
  flaws: AuditFlaw[];
}

/** A chain’s items in their order, a page at a time. @throws Problem `service-unavailable` */
export async function* entriesOf(table: Pick<Table, 'query'>, chain: string): AsyncGenerator<Item> {
  let after: Item | undefined;
  do {
    const page = await table.query({
      partition: auditEntries.key.partitionOf({ chain }),
      sort: { startsWith: auditEntries.key.sortPrefix },
      isConsistent: true,
      limit: 500,
      after,
    });
    yield* page.items;
    after = page.next;
  } while (after);
}

/**
 * Follows a chain from its first entry to its last.
 * @param expected ends that were noted before: the chain must still have those entries
 * @throws Problem `service-unavailable`
 */
export const verifyChain = async (
  table: Pick<Table, 'get' | 'query'>,
  fingerprints: Fingerprints,
  chain: string,
  expected: readonly ChainEnd[] = [],
): Promise<VerifiedChain> => {
  const flaws: AuditFlaw[] = [];
  const noted = new Map(expected.map(({ sequence, mac }) => [sequence, mac]));
  let before: Link = { sequence: 0, mac: '', isSound: true };
  let count = 0;
  const lost = followLostKeys(fingerprints, chain);
  // Whoever cannot read the keys would take every entry for changed.
  await fingerprints.of('', macPlace(chain));
  for await (const item of entriesOf(table, chain)) {
    count += 1;
    const place = placeOf(item);
    if (place > before.sequence + 1) flaws.push(missing(before.sequence + 1, place - 1));
    const { flaw, mac, isWithoutKey } = await judge(fingerprints, chain, place, before, item);
    if (flaw && !isWithoutKey) flaws.push(flaw);
    const known = noted.get(place);
    if (known !== undefined && known !== mac && !flaw) flaws.push(otherThanNoted(place));
    noted.delete(place);
    await lost.follow(place, item, { flaw, isWithoutKey: isWithoutKey === true, isNoted: known === mac });
    before = { sequence: place, mac, isSound: flaw === undefined };
  }
  const head = await table.get(auditHeads.key.of({ chain }));
  flaws.push(...(await headFlaws(fingerprints, chain, head, before)));
  const cut = [...noted.keys()].filter((place) => place > before.sequence && !covers(flaws, place));
  if (cut.length > 0) flaws.push(missing(before.sequence + 1, Math.max(...cut)));
  const { withoutKey, known, unknown } = lost.found();
  return {
    ...{ chain, entries: count, ...(count > 0 && { end: { sequence: before.sequence, mac: before.mac } }) },
    ...{ withoutKey, known, flaws: [...flaws, ...unknown].toSorted((one, other) => one.sequence - other.sequence) },
  };
};

/** The entry before; what stands behind one that is not sound is not held against it. */
type Link = ChainEnd & { isSound: boolean };

/** The place in its chain that an item has. */
export const placeOf = ({ sk }: Item): number => Number(String(sk).slice(auditEntries.key.sortPrefix.length));

const missing = (from: number, to: number): AuditFlaw => ({
  kind: 'missing',
  sequence: from,
  to,
  what: from === to ? `entry ${from} is missing` : `entries ${from} to ${to} are missing`,
});

const covers = (flaws: readonly AuditFlaw[], place: number): boolean => flaws.some(({ to = 0 }) => to >= place);

const otherThanNoted = (sequence: number): AuditFlaw => ({
  kind: 'changed',
  sequence,
  what: `entry ${sequence} is not the one that was noted`,
});

interface Judged {
  flaw?: AuditFlaw;
  /** What the next entry has to be chained to. */
  mac: string;
  /** It names a key that is not there. */
  isWithoutKey?: boolean;
}

const judge = async (
  fingerprints: Fingerprints,
  chain: string,
  place: number,
  before: Link,
  item: Item,
): Promise<Judged> => {
  const { data: entry } = auditEntrySchema.safeParse(item);
  const stated = typeof item['mac'] === 'string' ? item['mac'] : '';
  const isSignedEntry = entry ? await isSigned(fingerprints, entry) : false;
  if (!entry || isSignedEntry !== true)
    return { flaw: changed(place), mac: stated, isWithoutKey: isSignedEntry === undefined };
  if (entry.chain !== chain || entry.sequence !== place) return { flaw: misplaced(place, entry), mac: stated };
  const isBehind = before.isSound && before.sequence === place - 1;
  return { mac: stated, ...(isBehind && entry.previous !== before.mac && { flaw: notBehind(place) }) };
};

const isSigned = (fingerprints: Fingerprints, { mac, ...unsigned }: AuditEntry): Promise<boolean | undefined> =>
  unlessKeyIsLost(() => fingerprints.matches(mac, unsigned, macPlace(unsigned.chain)));

/** Undefined of one that names a key there is not: that keys can be read was seen before. */
const unlessKeyIsLost = (matches: () => Promise<boolean>): Promise<boolean | undefined> =>
  matches().catch((error: unknown) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });

const changed = (sequence: number): AuditFlaw => ({
  kind: 'changed',
  sequence,
  what: `entry ${sequence} was changed, or never written by the gateway`,
});

const misplaced = (place: number, { chain, sequence }: AuditEntry): AuditFlaw => ({
  kind: 'reordered',
  sequence: place,
  what: `at place ${place} stands entry ${sequence} of ${chain}`,
});

const notBehind = (place: number): AuditFlaw => ({
  kind: 'reordered',
  sequence: place,
  what: `entry ${place} was not written behind the one that stands before it now`,
});

const headFlaws = async (
  fingerprints: Fingerprints,
  chain: string,
  item: Item | undefined,
  last: ChainEnd,
): Promise<AuditFlaw[]> => {
  const at = (what: string): AuditFlaw[] => [{ kind: 'head', sequence: last.sequence, what }];
  if (!item) return last.sequence > 0 ? at('nothing says how long the chain is') : [];
  const { data: head } = auditHeadSchema.safeParse(item);
  const isSealed =
    head !== undefined &&
    (await unlessKeyIsLost(() =>
      fingerprints.matches(head.seal, { chain, sequence: head.sequence, mac: head.mac }, sealPlace(chain)),
    )) === true;
  if (!isSealed) return at('what says how long the chain is was changed');
  if (head.sequence > last.sequence) return [missing(last.sequence + 1, head.sequence)];
  return head.sequence === last.sequence && head.mac !== last.mac ? [otherThanNoted(last.sequence)] : [];
};
