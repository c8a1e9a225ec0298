import { takeIn, takeInSchema, type TakenIn } from '#drift/take-in';
import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { composeTakeIn } from '#entry/compose-drift';
import { trackingPorts } from '#entry/compose-effects';
import { composePolling, composeSightings } from '#entry/compose-polling';
import { environment } from '#entry/process';
import { poll } from '#polling/poll';
import { pollInputSchema, type PollOutput } from '#polling/state-machine-io';
import { sightingKind, takeInSighting } from '#polling/take-in-sighting';

const stores = backgroundStores();
const ports = { ...callPorts(stores), ...trackingPorts(stores), ...environment('pollsPerMinute') };
const deps = composePolling(ports);
const takingIn = composeTakeIn(ports);
const seen = composeSightings(ports);

/** Invoked by the state machine. What it throws, the state machine tries again. Given `{"takeIn"}`, by an operator. */
export const handler = (event: unknown): Promise<PollOutput | TakenIn> => {
  const asked = takeInSchema.safeParse(event);
  if (asked.success) return takeIn(takingIn, asked.data.takeIn);
  const input = pollInputSchema.parse(event);
  return input.kind === sightingKind ? takeInSighting(seen, input) : poll(deps, input);
};
