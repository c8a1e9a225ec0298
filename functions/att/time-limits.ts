/** Milliseconds until a caller has an answer. API Gateway gives up after 29 s; the caller shall have ours, not its. */
export const budgetMs = 25_000;

/** A read that hangs is given up early enough to be asked again; a write is waited for as long as the budget lasts. */
export const readAttemptMs = 10_000;
