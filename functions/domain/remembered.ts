/** Kept of one kind, and how long they may be: names come again and again, and a caller’s can be any. */
const mostTexts = 1_000;
const longestText = 200;

/** What follows from a text alone, found out once for a text that comes again. Marked for bundles as `whenUsed` is. */
export const remembered = /* @__NO_SIDE_EFFECTS__ */ <Value extends string | number | object>(
  find: (text: string) => Value,
): ((text: string) => Value) => {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    if (text.length > longestText) return found;
    if (known.size >= mostTexts) known.clear();
    known.set(text, found);
    return found;
  };
};

/** What follows from a text or a number that is the same for a while, such as a second. */
export const rememberedLast = /* @__NO_SIDE_EFFECTS__ */ <Of extends string | number, Value>(
  find: (of: Of) => Value,
): ((of: Of) => Value) => {
  let last: { of: Of; value: Value } | undefined;
  return (of) => {
    if (last?.of !== of) last = { of, value: find(of) };
    return last.value;
  };
};

/** A name in lower case. */
export const inLowerCase = remembered((name) => name.toLowerCase());
