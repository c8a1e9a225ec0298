/** What is wrong with a command, for whoever gave it. */
export class Refusal extends Error {}
