/**
 * `in-flight`: claimed, AT&T may have been asked. `not-sent`: AT&T was not asked, and the same key may be used again, with
 * another request too. `succeeded`, `rejected`: AT&T answered. `unknown`: the request may
 * have reached AT&T and no answer is known; nothing is sent again. `not-applied`: found out that AT&T did not do it, so
 * the same key may be used again. `needs-attention`: cannot be found out by reading; a person has to.
 */
export const requestOutcomes = [
  'in-flight',
  'not-sent',
  'succeeded',
  'rejected',
  'unknown',
  'not-applied',
  'needs-attention',
] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** Outcomes nothing changes any more. With any other nobody knows what became of the request. */
export const finalOutcomes = [
  'not-sent',
  'succeeded',
  'rejected',
  'not-applied',
] as const satisfies readonly RequestOutcome[];
export type FinalOutcome = (typeof finalOutcomes)[number];

export const isFinalOutcome = (outcome: unknown): outcome is FinalOutcome =>
  finalOutcomes.some((final) => final === outcome);
