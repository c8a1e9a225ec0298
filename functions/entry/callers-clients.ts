import { awsEnvironment } from '#entry/process';
import { createAskAws } from '#platform/aws/ask-aws';
import { invocations, stepFunctions } from '#platform/aws/protocols';
import { wireNow } from '#platform/clock';
import type { InvokeFunction } from '#platform/invoke-function';
import { leanAskToStart, type AskToStart } from '#platform/start-execution';

/*
 * Of services that few calls ask, without the SDK’s clients: what a caller, or AT&T, waits for.
 */

const told = { environment: awsEnvironment, now: wireNow, attempts: 2, connectMs: 1_000 };

/** A caller waits for Lambda to take it. */
export const invokeLater = (): InvokeFunction =>
  createAskAws({ ...told, protocol: invocations('Event'), requestMs: 2_000, totalMs: 5_000 });

/** A caller waits for what the function answers, AT&T’s answer at hand: between AT&T’s last moment and the gateway’s there are four seconds. */
export const invokeAtOnce = (): InvokeFunction =>
  createAskAws({ ...told, protocol: invocations('RequestResponse'), requestMs: 2_000, totalMs: 3_500 });

export const askToStart = (): AskToStart =>
  leanAskToStart(createAskAws({ ...told, protocol: stepFunctions, attempts: 3, requestMs: 3_000, totalMs: 10_000 }));
