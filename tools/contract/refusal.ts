/** What was wrong with a command, in sentences that say what to do instead. */
export class Refusal extends Error {}
