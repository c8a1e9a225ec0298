import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { remembered } from '#domain/remembered';
import { credentialTrialSchema, type TrialResult } from '#att/try-credentials';
import { isTimeToLook } from '#att/watch-credentials';
import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { trackingPorts } from '#entry/compose-effects';
import { composeCredentialTrial, composeCredentialWatch, composeReconciler } from '#entry/compose-reconciler';
import { answerCipher } from '#entry/data-keys';
import { environment, gatewayTable } from '#entry/process';
import { businessNow } from '#platform/clock';
import { reconcile } from '#requests/reconcile';
import { createRequestStore } from '#requests/request-store';
import { rejudge, sweep, type SweepReport } from '#requests/sweep';

const stores = backgroundStores();
const ports = callPorts(stores);
const own = { ...ports, answerCipher: answerCipher(stores) };
/** What is done for a Solution Provider with, with the rights for that one alone. */
const depsOf = remembered((solutionProvider) =>
  composeReconciler({ ...own, ...trackingPorts(stores.of(solutionProvider)) }),
);
/** Finds a record, whosever it is. */
const requests = createRequestStore(gatewayTable(stores), businessNow);
const tryCredentials = composeCredentialTrial(ports, stores);
const { solutionProviders } = environment('solutionProviders');
const watchCredentials = composeCredentialWatch(
  ports,
  (name, solutionProvider) => stores.of(solutionProvider).secretStoredAt(name),
  solutionProviders,
);

const eventSchema = z.looseObject({
  requestId: z.string().optional(),
  rejudge: z.literal(true).optional(),
  tryCredentials: credentialTrialSchema.optional(),
});
/** Enough for one more record, its read and its writes. */
const reserveMs = 30_000;

/** Rules change with a deployment alone, and a deployment begins new processes. */
let isRejudged = false;

/**
 * Runs on a schedule over everything unsettled, once a day over the age of credentials too, a process’s first time also over what a person has to look at and a kept answer
 * may decide by the rules it has. Given `{"rejudge": true}`, over the latter only; given `{"requestId"}`, over that request only;
 * given `{"tryCredentials"}`, it looks into no request but whether AT&T takes a stored pair.
 */
export const handler = async (event: unknown, context: Context): Promise<SweepReport | TrialResult> => {
  const { requestId, rejudge: isAskedFor, tryCredentials: trial } = eventSchema.parse(event);
  if (trial) return tryCredentials(trial);
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
  if (requestId !== undefined) {
    const record = await requests.find(requestId);
    if (!record) throw new Error(`There is no request ${requestId}.`);
    return { [await reconcile(depsOf(record.solutionProvider), record)]: 1 };
  }
  if (isAskedFor) return rejudge(depsOf, solutionProviders, hasTime);
  if (isTimeToLook(ports.wireNow())) await watchCredentials();
  const swept = await sweep(depsOf, solutionProviders, hasTime);
  if (!isRejudged) {
    const { failed = 0 } = await rejudge(depsOf, solutionProviders, hasTime);
    isRejudged = failed === 0 && hasTime();
  }
  return swept;
};
