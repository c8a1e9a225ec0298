/** The command makes no sense for this tenant; nothing was changed. */
export class Refusal extends Error {}

/** A function of the deployment was invoked and did not do it. */
export class FunctionFailed extends Error {}
