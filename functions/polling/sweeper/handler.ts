import type { Context } from 'aws-lambda';
import { sweepDependencies } from '#polling/dependencies';
import { sweepPollers, type PollerSweepReport } from '#polling/sweep';
import { solutionProvidersFrom } from '#runtime/solution-providers';

const deps = sweepDependencies();
const solutionProviders = solutionProvidersFrom(process.env);
/** Enough for one more page and its starts. */
const reserveMs = 10_000;

/** Runs on a schedule. */
export const handler = (_event: unknown, context: Context): Promise<PollerSweepReport> =>
  sweepPollers(deps, solutionProviders, () => context.getRemainingTimeInMillis() > reserveMs);
