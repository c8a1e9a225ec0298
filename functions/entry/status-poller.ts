import { remembered } from '#domain/remembered';
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
const own = { ...callPorts(stores), ...environment('pollsPerMinute') };

/** What is done for a Solution Provider, with the rights for that one alone. */
const workFor = remembered((solutionProvider) => {
  const ports = { ...own, ...trackingPorts(stores.of(solutionProvider)) };
  return { polling: composePolling(ports), takingIn: composeTakeIn(ports), sightings: composeSightings(ports) };
});

/** Invoked by the state machine. What it throws, the state machine tries again. Given `{"takeIn"}`, by an operator. */
export const handler = (event: unknown): Promise<PollOutput | TakenIn> => {
  const asked = takeInSchema.safeParse(event);
  if (asked.success) return takeIn(workFor(asked.data.takeIn.solutionProvider).takingIn, asked.data.takeIn);
  const input = pollInputSchema.parse(event);
  const { polling, sightings } = workFor(input.solutionProvider);
  return input.kind === sightingKind ? takeInSighting(sightings, input) : poll(polling, input);
};
