import { isLastOnly, reduced } from './reduce';
import { lastOfPartitions, type Surveyed } from './survey';

/** Something to be erased. */
export interface Planned extends Surveyed {
  /** Steps from an item that is the subject’s by itself; what is farthest goes first, so that whoever goes on finds the rest. */
  depth: number;
  /** Whether something of it stays, so that nothing is done twice or told in the wrong order. */
  how: 'delete' | 'reduce';
}

/** What is the answer to a question, and all that hangs on it, with how far from it. */
export const reachedBy = (items: readonly Surveyed[], question: number): Map<Surveyed, number> =>
  reachFrom(items)(items.filter(({ isOf }) => isOf[question]));

/** What hangs on some items, with them. @param isFollowed which links are followed; all when left out */
export const reachFrom = (
  items: readonly Surveyed[],
  isFollowed: (link: string) => boolean = () => true,
): ((roots: readonly Surveyed[]) => Map<Surveyed, number>) => {
  const byLink = new Map<string, Surveyed[]>();
  for (const one of items)
    for (const link of one.hangsOn.filter(isFollowed)) {
      const others = byLink.get(link);
      if (others) others.push(one);
      else byLink.set(link, [one]);
    }
  return (roots) => {
    const depths = new Map<Surveyed, number>();
    let reached = roots;
    for (let depth = 0; reached.length > 0; depth += 1) {
      for (const one of reached) depths.set(one, depth);
      const next = reached.flatMap(({ leadsTo }) => leadsTo.flatMap((link) => byLink.get(link) ?? []));
      reached = [...new Set(next)].filter((one) => !depths.has(one));
    }
    return depths;
  };
};

/** Farthest first. What is reduced already is not among them. */
export const planOf = (items: readonly Surveyed[], reached: ReadonlyMap<Surveyed, number>): Planned[] => {
  const last = lastOfPartitions(items);
  return [...reached]
    .map(([one, depth]): Planned => ({ ...one, depth, how: howOf(one, last) }))
    .filter(({ how, isReduced }) => how === 'delete' || !isReduced)
    .toSorted((a, b) => b.depth - a.depth);
};

const howOf = (one: Surveyed, last: ReadonlySet<Surveyed>): Planned['how'] => {
  if (isLastOnly(one.kind)) return last.has(one) ? 'reduce' : 'delete';
  return reducible.includes(one.kind) ? 'reduce' : 'delete';
};

const reducible: readonly Surveyed['kind'][] = ['request-record', 'bulk-write', 'bulk-call'];

/** What stays of an item now. */
export const stays = ({ kind, how }: Planned, item: Parameters<typeof reduced>[1]) =>
  how === 'reduce' ? reduced(kind, item) : undefined;

/** How many of each kind. */
export type Counts = Record<string, { deleted?: number; reduced?: number }>;

export const countsOf = (plan: readonly Planned[]): Counts => {
  const counts: Counts = {};
  for (const { kind, how } of plan) {
    const name = how === 'delete' ? 'deleted' : 'reduced';
    counts[kind] = { ...counts[kind], [name]: (counts[kind]?.[name] ?? 0) + 1 };
  }
  return counts;
};

/** A line for each kind. */
export const countsInWords = (counts: Counts): string[] =>
  Object.entries(counts).map(([kind, { deleted = 0, reduced: emptied = 0 }]) =>
    [kind, ...(deleted > 0 ? [`${deleted} deleted`] : []), ...(emptied > 0 ? [`${emptied} emptied`] : [])].join('  '),
  );
