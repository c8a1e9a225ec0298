import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { trackingPorts } from '#entry/compose-effects';
import { composePolling } from '#entry/compose-polling';
import { environment } from '#entry/process';
import { poll } from '#polling/poll';
import { pollInputSchema, type PollOutput } from '#polling/state-machine-io';

const stores = backgroundStores();
const deps = composePolling({ ...callPorts(stores), ...trackingPorts(stores), ...environment('pollsPerMinute') });

/** Invoked by the state machine. What it throws, the state machine tries again. */
export const handler = (event: unknown): Promise<PollOutput> => poll(deps, pollInputSchema.parse(event));
