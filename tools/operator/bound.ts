import { Option } from 'commander';
import { wholeNumber } from './command-line';

/** How much is looked at of one sort of thing, of one Solution Provider: what there is more of is said, and not read. */
export interface Bound {
  /** Things found. */
  most: number;
  /** Pages gone through for them. */
  pages: number;
}

/** What was found, and whether there may be more. */
export interface Some<Item> {
  found: Item[];
  hasMore: boolean;
}

const mostPages = 10;
/** Things a page has. */
export const pageSize = 100;

export const everything: Bound = { most: Infinity, pages: Infinity };

export interface HowMuch {
  most: number;
  all: boolean;
}

/** Options of a command whose work would grow with what there is. */
export const howMuch = (most: number, about: string): Option[] => [
  new Option('-m, --most <count>', `${about} at most`).argParser(wholeNumber(1)).default(most),
  new Option('--all', 'however many there are').default(false),
];

export const boundOf = ({ most, all }: HowMuch): Bound =>
  all ? everything : { most, pages: Math.max(mostPages, Math.ceil(most / pageSize)) };

/** Goes through pages until there are enough, or enough was gone through. */
export const upTo = async <Item, Place>(
  { most, pages }: Bound,
  pageAt: (after: Place | undefined) => Promise<{ items: readonly Item[]; next?: Place | undefined }>,
): Promise<Some<Item>> => {
  const found: Item[] = [];
  let after: Place | undefined;
  for (let gone = 0; gone < pages && found.length < most; gone += 1) {
    const { items, next } = await pageAt(after);
    found.push(...items);
    after = next;
    if (after === undefined) break;
  }
  return { found: found.slice(0, most), hasMore: after !== undefined || found.length > most };
};
