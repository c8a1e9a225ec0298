import { takeIn, takeInSchema, type TakenIn } from '#drift/take-in';
import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { composeTakeIn } from '#entry/compose-drift';
import { trackingPorts } from '#entry/compose-effects';
import { composePolling } from '#entry/compose-polling';
import { environment } from '#entry/process';
import { poll } from '#polling/poll';
import { pollInputSchema, type PollOutput } from '#polling/state-machine-io';

const stores = backgroundStores();
const ports = { ...callPorts(stores), ...trackingPorts(stores), ...environment('pollsPerMinute') };
const deps = composePolling(ports);
const takingIn = composeTakeIn(ports);

/** Invoked by the state machine. What it throws, the state machine tries again. Given `{"takeIn"}`, by an operator. */
export const handler = (event: unknown): Promise<PollOutput | TakenIn> => {
  const asked = takeInSchema.safeParse(event);
  return asked.success ? takeIn(takingIn, asked.data.takeIn) : poll(deps, pollInputSchema.parse(event));
};
