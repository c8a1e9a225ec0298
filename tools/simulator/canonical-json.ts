/** One text per value, whatever the order of members, so that equal texts mean deep equality. `undefined` reads as null. */
export const canonicalJson = (value: unknown): string => JSON.stringify(membersSorted(value ?? null));

const membersSorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(membersSorted);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, membersSorted((value as Record<string, unknown>)[name])]));
};

/** Whether two values have one such text, without making any. */
export const areEqualJson = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return (one ?? null) === (other ?? null);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((element, index) => areEqualJson(element, other[index]));
  const [names, otherNames] = [namesIn(one), namesIn(other)];
  return (
    names.length === otherNames.length &&
    names.every((name) => isIn(other, name) && areEqualJson(valueIn(one, name), valueIn(other, name)))
  );
};

const valueIn = (holder: object, name: string): unknown => (holder as Record<string, unknown>)[name];

/** A member that is undefined is not written. */
const isIn = (holder: object, name: string): boolean =>
  Object.hasOwn(holder, name) && valueIn(holder, name) !== undefined;

const namesIn = (holder: object): string[] => Object.keys(holder).filter((name) => isIn(holder, name));
