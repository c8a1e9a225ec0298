/** What finds something out about a call, once, however often it is asked. What it throws it finds out again. */
export const oncePerCall = <Event extends object, Value extends string | object>(
  find: (event: Event) => Value,
): ((event: Event) => Value) => {
  const known = new WeakMap<Event, Value>();
  return (event) => {
    const before = known.get(event);
    if (before !== undefined) return before;
    const found = find(event);
    known.set(event, found);
    return found;
  };
};
