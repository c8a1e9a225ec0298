/** More than any documented body needs by far, and shallow enough for every recursive reader. */
export const mostLevels = 64;

/** Goes no deeper than it may, so that deep nesting cannot break it. Objects and arrays count, also empty ones. */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(value, mostLevels);

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const one of inside) if (typeof one === 'object' && isDeeperThan(one, levels - 1)) return true;
  return false;
};
