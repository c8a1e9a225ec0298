type Item = Record<string, unknown>;

/** More items of a kind than that tell nothing new. */
const most = 12;

/** Every place in a value, with the type of what stands there; places in lists count as one. */
export const placesIn = (value: unknown, at = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => placesIn(one, `${at}[]`));
  if (value === null) return [`${at}: null`];
  if (value instanceof Uint8Array || value instanceof Set) return [`${at}: ${value.constructor.name}`];
  if (typeof value !== 'object') return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => placesIn(inner, `${at}.${name}`));
};

/** Few items that together have every place that any of them has, as far as few can: the one with most that is new first. */
export const chooseSamples = (items: readonly Item[]): Item[] => {
  const seen = new Set<string>();
  const left = new Map(items.map((item) => [item, new Set(placesIn(item))]));
  const chosen: Item[] = [];
  while (chosen.length < most) {
    const news = [...left].map(
      ([item, places]) => [item, [...places].filter((place) => !seen.has(place)).length] as const,
    );
    const [best] = news.toSorted(([, a], [, b]) => b - a);
    if (best === undefined || best[1] === 0) break;
    const [item] = best;
    for (const place of left.get(item) ?? []) seen.add(place);
    left.delete(item);
    chosen.push(item);
  }
  return chosen;
};
