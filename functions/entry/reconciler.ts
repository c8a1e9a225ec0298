import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { callPorts } from '#entry/compose-att';
import { trackingPorts } from '#entry/compose-effects';
import { composeReconciler } from '#entry/compose-reconciler';
import { environment } from '#entry/process';
import { reconcile } from '#requests/reconcile';
import { sweep, type SweepReport } from '#requests/sweep';

const deps = composeReconciler({ ...callPorts(), ...trackingPorts() });
const { solutionProviders } = environment('solutionProviders');

const eventSchema = z.looseObject({ requestId: z.string().optional() });
/** Enough for one more record, its read and its writes. */
const reserveMs = 30_000;

/** Runs on a schedule over everything unsettled; given `{"requestId"}`, over that request only. */
export const handler = async (event: unknown, context: Context): Promise<SweepReport> => {
  const { requestId } = eventSchema.parse(event);
  if (requestId === undefined)
    return sweep(deps, solutionProviders, () => context.getRemainingTimeInMillis() > reserveMs);
  const record = await deps.requests.find(requestId);
  if (!record) throw new Error(`There is no request ${requestId}.`);
  return { [await reconcile(deps, record)]: 1 };
};
