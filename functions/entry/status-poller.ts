import { pollDependencies } from '#entry/polling-dependencies';
import { poll } from '#polling/poll';
import { pollInputSchema, type PollOutput } from '#polling/state-machine-io';

const deps = pollDependencies();

/** Invoked by the state machine. What it throws, the state machine tries again. */
export const handler = (event: unknown): Promise<PollOutput> => poll(deps, pollInputSchema.parse(event));
