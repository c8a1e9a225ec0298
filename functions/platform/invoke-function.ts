/**
 * Has Lambda run a function. Returns what the function answers; of an invocation that nobody waits for, nothing of it.
 * @throws when nobody knows whether it has run, or has done what it is for
 */
export type InvokeFunction = (functionName: string, event: object) => Promise<object>;
