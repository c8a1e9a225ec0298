/**
 * What is made when it is first asked for, and then kept: a function that never needs it does not pay for it in its cold start.
 * Marked for bundles, so that what nobody asks for is left out of them.
 */
export const whenUsed = /* @__NO_SIDE_EFFECTS__ */ <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};
