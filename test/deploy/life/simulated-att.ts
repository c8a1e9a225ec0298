import * as z from 'zod';
import type { ApiFamily } from '#domain/define-operation';
import type { Credentials } from '#att/secret';
import { bodyOf } from '../gateway-calls';
import type { World } from '../journey';

const requests = z.array(
  z.looseObject({
    number: z.number(),
    operation: z.string().nullable(),
    solutionProvider: z.string().nullable(),
    clientId: z.string().nullable(),
    secretMatches: z.boolean(),
    headers: z.record(z.string(), z.string()),
    answerStatus: z.number().nullable(),
  }),
);
export type AttRequest = z.output<typeof requests>[number];

const effects = z.array(z.looseObject({ operation: z.string(), key: z.string(), count: z.number() }));

const shown = async ({ simulatorUrl }: World, what: string): Promise<unknown> =>
  bodyOf(await fetch(`${simulatorUrl}/__sim/${what}`), 200);

/** What the simulated AT&T has received after the request of that number. It is never reset: others’ port-ins are open there. */
export const receivedAfter = async (world: World, number: number): Promise<AttRequest[]> =>
  requests.parse(await shown(world, `requests?since=${number}`));

/** The number of the last request it has received. */
export const lastNumber = async (world: World): Promise<number> => (await receivedAfter(world, 0)).at(-1)?.number ?? 0;

/** What it really did, with how many times it did it. */
export const effectsOf = async (world: World, operation: string) =>
  effects.parse(await shown(world, `effects?operation=${operation}`));

/** Has it take a pair of a Solution Provider’s from now on, or refuse it. */
export const setPair = async (
  { simulatorUrl }: World,
  solutionProvider: string,
  family: ApiFamily,
  pair: Credentials & { accepted?: boolean },
): Promise<void> => {
  const body = JSON.stringify({ solutionProvider, family, ...pair });
  await bodyOf(await fetch(`${simulatorUrl}/__sim/credentials`, { method: 'POST', body }), 200);
};
