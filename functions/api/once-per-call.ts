/** What is known of a call, each in a place of its own. One map for all: the collector looks at every entry of such a map by itself. */
const notes = new WeakMap<object, unknown[]>();
let places = 0;

const notesOf = (event: object): unknown[] => {
  const before = notes.get(event);
  if (before) return before;
  const own: unknown[] = [];
  notes.set(event, own);
  return own;
};

/** What finds something out about a call, once, however often it is asked. What it throws it finds out again. */
export const oncePerCall = <Event extends object, Value extends string | object>(
  find: (event: Event) => Value,
): ((event: Event) => Value) => {
  const place = places;
  places += 1;
  return (event) => {
    const known = notesOf(event);
    const before = known[place];
    if (before !== undefined) return before as Value; // Nobody else writes there.
    const found = find(event);
    known[place] = found;
    return found;
  };
};
