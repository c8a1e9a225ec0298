import { setTimeout as sleep } from 'node:timers/promises';
import { createAttempt, type UpstreamCall, type UpstreamResult } from '#att/attempt';
import type { Transport, WireAnswer } from '#att/transport';
import type { CredentialStore } from '#credentials/credential-store';
import type { Credentials } from '#credentials/secret';
import type { Operation } from '#operations/define-operation';
import type { Log } from '#runtime/log';
import type { Metrics } from '#runtime/metrics';

const maximumAttempts = 3;
const backoffBaseMs = 200;
const backoffCapMs = 4_000;

export interface AttClient {
  /** Asks AT&T, again where asking again cannot do anything twice. @throws Problem `credentials-unavailable` */
  call(call: UpstreamCall): Promise<UpstreamResult>;
}

interface AttClientOptions {
  transport: Transport;
  credentials: CredentialStore;
  log: Log;
  metrics: Metrics;
  now?: () => number;
  pause?: (milliseconds: number) => Promise<unknown>;
}

export const createAttClient = ({
  transport,
  credentials,
  log,
  metrics,
  now = Date.now,
  pause = sleep,
}: AttClientOptions): AttClient => {
  const attempt = createAttempt({ transport, log, metrics, now });

  /** One attempt, and a second with other credentials if AT&T refuses these: with the pair to come, or with one stored since. */
  const attemptAuthorized = async (call: UpstreamCall): Promise<UpstreamResult> => {
    const secret = await credentials.read(call.solutionProvider, call.operation.family);
    const first = await attempt(call, secret.current, secret);
    if (first.answer === undefined || first.verdict.outcome !== 'unauthorized') return first;
    log.warn('credentials-reread', { operation: call.operation.id, solutionProvider: call.solutionProvider });
    const fresh = await credentials.reread(call.solutionProvider, call.operation.family);
    const other = [fresh.current, fresh.next].find((pair) => pair !== undefined && !isSamePair(pair, secret.current));
    return other ? attempt(call, other, fresh) : first;
  };

  return {
    call: async (call) => {
      for (let attempts = 1; ; attempts += 1) {
        const result = await attemptAuthorized(call);
        const waitMs = waitBeforeRetry(call.operation, result, attempts, now());
        if (waitMs === undefined || attempts === maximumAttempts || now() + waitMs >= call.deadline) return result;
        await pause(waitMs);
      }
    },
  };
};

const isSamePair = (a: Credentials, b: Credentials): boolean =>
  a.clientId === b.clientId && a.clientSecret === b.clientSecret;

/** Milliseconds to wait before asking again, or undefined when asking again could do something twice or could not help. */
const waitBeforeRetry = (
  operation: Operation,
  result: UpstreamResult,
  attempts: number,
  nowMs: number,
): number | undefined => {
  const isRead = operation.idempotency === 'safe';
  const jittered = Math.random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** attempts);
  if (result.answer === undefined) {
    return !result.failure.mayHaveArrived || (isRead && result.failure.failure !== 'too-large') ? jittered : undefined;
  }
  const { answer, verdict } = result;
  if (verdict.outcome === 'unavailable') return Math.max(jittered, (retryAfterSecondsOf(answer, nowMs) ?? 0) * 1000);
  return isRead && verdict.outcome === 'unusable' && answer.status >= 500 ? jittered : undefined;
};

/** Seconds AT&T asks to wait, from `Retry-After` as a number or as a date. */
export const retryAfterSecondsOf = (answer: WireAnswer, nowMs: number = Date.now()): number | undefined => {
  const value = answer.headers['retry-after'];
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - nowMs) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
};
