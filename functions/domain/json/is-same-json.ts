/** Whether two values are written as the same JSON, whatever the order of members; one that is undefined is none. */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSameJson(one, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  return namesOf(a).length === namesOf(b).length && namesOf(a).every((name) => isSameJson(a[name], ownOf(b, name)));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namesOf = (value: Record<string, unknown>): string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined);

const ownOf = (value: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;
