/** More than any documented body needs by far, and shallow enough for every recursive reader. */
export const mostLevels = 64;

/** Breadth first, because a recursive walk is what deep nesting is meant to break. Objects and arrays count, also empty ones. */
export const isTooDeep = (value: unknown): boolean => {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > mostLevels) return true;
    level = level.flatMap((item) => (Object.values(item) as unknown[]).filter(isContainer));
  }
  return false;
};

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
