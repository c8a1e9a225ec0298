const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array) &&
  !(value instanceof Set);

const shown = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Set) return JSON.stringify([...(value as Set<unknown>)].toSorted());
  return value === undefined ? 'nothing' : JSON.stringify(value);
};

/**
 * Where two readings of the same differ. What the later one has besides is no difference.
 * @param mayLack whether it may also lack members, as code may that has no use for them any more
 */
export const disagreements = (before: unknown, today: unknown, mayLack = true, at = ''): string[] => {
  if (Array.isArray(before) && Array.isArray(today) && before.length === today.length)
    return before.flatMap((one, index) => disagreements(one, today[index], mayLack, `${at}/${index}`));
  if (isMembers(before) && isMembers(today))
    return Object.keys(before).flatMap((name) => {
      if (Object.hasOwn(today, name)) return disagreements(before[name], today[name], mayLack, `${at}/${name}`);
      return mayLack || before[name] === undefined ? [] : [`${at}/${name} is not there today`];
    });
  const [then, now] = [shown(before), shown(today)];
  return then === now ? [] : [`${at} is ${short(then)} there and ${short(now)} today`];
};

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
