import { setTimeout as sleep } from 'node:timers/promises';
import { createAttempt } from '#att/attempt';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import { hostOf } from '#att/hosts';
import type { CredentialStore } from '#att/credential-store';
import type { Credentials, CredentialSecret } from '#att/secret';
import { createCircuitBreaker } from '#att/circuit-breaker';
import { mayHaveActed } from '#att/may-have-acted';
import type { Observability } from '#platform/observability';
import { Problem } from '#domain/problems/problems';

const maximumAttempts = 3;
const backoffBaseMs = 200;
const backoffCapMs = 4_000;

export interface AttClient {
  /** Asks AT&T, again where asking again cannot do anything twice. @throws Problem `credentials-unavailable` */
  call(call: UpstreamCall): Promise<UpstreamResult>;
  /** Asks nothing. @throws Problem `credentials-unavailable`, `upstream-unavailable` where `call` would before it asks AT&T */
  check(call: UpstreamCall): Promise<void>;
}

interface AttClientOptions extends Observability {
  transport: Transport;
  credentials: CredentialStore;
  now: () => number;
  pause?: (milliseconds: number) => Promise<unknown>;
}

export const createAttClient = ({
  transport,
  credentials,
  log,
  metrics,
  now,
  pause = sleep,
}: AttClientOptions): AttClient => {
  const attempt = createAttempt({ transport, log, metrics, now });
  const [breaker, refused] = [createCircuitBreaker(now), new Set<string>()];

  /** With the pair in use, and if AT&T refuses it, with every other one the secret holds when read again. */
  const attemptAuthorized = async (call: UpstreamCall): Promise<UpstreamResult> => {
    const secret = await credentials.read(call.solutionProvider, call.operation.family);
    const [first = secret.current] = inTurn(secret, refused);
    let result = await attempt(call, first, secret);
    if (!isUnauthorized(result)) return result;
    log.warn('credentials-reread', { operation: call.operation.id, solutionProvider: call.solutionProvider });
    refused.add(nameOf(first));
    const fresh = await credentials.reread(call.solutionProvider, call.operation.family);
    for (const other of pairsOf(fresh).filter((pair) => nameOf(pair) !== nameOf(first))) {
      result = await attempt(call, other, fresh);
      if (!isUnauthorized(result)) {
        refused.delete(nameOf(other));
        return result;
      }
    }
    return result;
  };

  /** @throws Problem `upstream-unavailable` while the circuit is open; nothing was sent then */
  const attemptGuarded = async (call: UpstreamCall): Promise<UpstreamResult> => {
    // A caller without time left says nothing of the host.
    if (call.deadline <= now()) return { failure: new TransportError('timeout', false) };
    const circuit = circuitOf(call);
    unlessOpen(breaker.secondsUntilAllowed(circuit));
    const result = await attemptAuthorized(call);
    if (breaker.report(circuit, hasFailed(result) ? 'failed' : 'answered')) tellOpened({ log, metrics }, call);
    return result;
  };

  return {
    check: async (call) => {
      unlessOpen(breaker.secondsLeft(circuitOf(call)));
      await credentials.read(call.solutionProvider, call.operation.family);
    },
    call: async (call) => {
      for (let attempts = 1; ; attempts += 1) {
        const result = await attemptGuarded(call);
        const waitMs = waitBeforeRetry(call, result, attempts, now());
        if (waitMs === undefined || attempts === maximumAttempts || now() + waitMs >= call.deadline) return result;
        await pause(waitMs);
      }
    },
  };
};

const tellOpened = (
  { log, metrics }: Observability,
  { operation: { id: operation }, solutionProvider }: UpstreamCall,
): void => {
  log.warn('circuit-opened', { operation, solutionProvider });
  metrics.emit({ operation, solutionProvider }, { CircuitsOpened: 1 });
};

const circuitOf = ({ solutionProvider, binding }: UpstreamCall): string =>
  `${solutionProvider} ${hostOf(binding.baseUrl)}`;

const unlessOpen = (retryAfterSeconds: number | undefined): void => {
  if (retryAfterSeconds !== undefined) throw new Problem('upstream-unavailable', { retryAfterSeconds });
};

const pairsOf = ({ current, next }: CredentialSecret): Credentials[] => (next ? [current, next] : [current]);

/** A pair AT&T refused before goes last, so that a rotation costs one refusal and not one for each call. */
const inTurn = (secret: CredentialSecret, refused: ReadonlySet<string>): Credentials[] =>
  refused.size === 0
    ? pairsOf(secret)
    : pairsOf(secret).toSorted((a, b) => Number(refused.has(nameOf(a))) - Number(refused.has(nameOf(b))));

const nameOf = ({ clientId, clientSecret }: Credentials): string => `${clientId} ${clientSecret}`;

const isUnauthorized = (result: UpstreamResult): boolean =>
  result.answer !== undefined && result.verdict.outcome === 'unauthorized';

/** No answer, or one nobody can use. A refusal is an answer. */
const hasFailed = (result: UpstreamResult): boolean =>
  result.answer === undefined ||
  result.verdict.outcome === 'unusable' ||
  (result.verdict.outcome === 'unavailable' && result.answer.status === 503);

/** Milliseconds to wait before asking again, or undefined when asking again could do something twice or could not help. */
const waitBeforeRetry = (
  call: UpstreamCall,
  result: UpstreamResult,
  attempts: number,
  nowMs: number,
): number | undefined => {
  if (call.operation.idempotency !== 'safe' && mayHaveActed(call, result)) return undefined;
  const jittered = Math.random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** attempts);
  if (result.answer === undefined) return result.failure.failure === 'too-large' ? undefined : jittered;
  const { answer, verdict } = result;
  if (verdict.outcome === 'unavailable') return Math.max(jittered, (retryAfterSecondsOf(answer, nowMs) ?? 0) * 1000);
  return verdict.outcome === 'unusable' && answer.status >= 500 ? jittered : undefined;
};

/** Seconds AT&T asks to wait, from `Retry-After` as a number or as a date. */
export const retryAfterSecondsOf = (answer: WireAnswer, nowMs: number): number | undefined => {
  const value = answer.headers['retry-after'];
  if (value === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - nowMs) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
};
