import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { remembered } from '#domain/remembered';
import { answerDriftRequest, driftRequestSchema, type DriftList } from '#drift/answer-operator';
import { compareViews, type DriftReport } from '#drift/run';
import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { composeDrift } from '#entry/compose-drift';
import { environment, gatewayTable } from '#entry/process';
import { businessNow } from '#platform/clock';

const { solutionProviders, pollsPerMinute } = environment('solutionProviders', 'pollsPerMinute');

const stores = backgroundStores();
const own = { ...callPorts(stores), now: businessNow, pollsPerMinute };
/** What is done for a Solution Provider with, with the rights for that one alone. */
const depsOf = remembered((solutionProvider) =>
  composeDrift({ ...own, table: gatewayTable(stores.of(solutionProvider)) }),
);

const anew = z.strictObject({ run: z.strictObject({ solutionProviders: z.array(z.string()) }) });
/** Enough for one more question, and for what is written of it. */
const reserveMs = 30_000;

/** On its schedule, goes on with today’s runs. Given `{"run"}`, begins one at once. Shows operators what was found. */
export const handler = async (event: unknown, context: Context): Promise<DriftReport | DriftList> => {
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
  const asked = driftRequestSchema.safeParse(event);
  if (asked.success) return answerDriftRequest(depsOf(asked.data.list.solutionProvider), asked.data);
  const begun = anew.safeParse(event);
  if (begun.success) return compareViews(depsOf, begun.data.run.solutionProviders, hasTime, { isAnew: true });
  return compareViews(depsOf, solutionProviders, hasTime);
};
