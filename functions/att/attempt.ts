import { createContractWatch } from '#att/contract-watch';
import { judge, type Verdict } from '#att/judge';
import { redactorOf, type Redact } from '#att/redact';
import { ownAnswer } from '#domain/contract/own-shape';
import type { Operation } from '#domain/define-operation';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import { upstreamRequest } from '#att/upstream-request';
import type { Credentials, CredentialSecret } from '#att/secret';
import { errorFacts, type Log } from '#platform/log';
import type { Metrics } from '#platform/metrics';

/** A read that hangs is given up early enough to be asked again; a write is waited for as long as the budget lasts. */
const readAttemptMs = 10_000;

interface AttemptOptions {
  transport: Transport;
  log: Log;
  metrics: Metrics;
  now: () => number;
}

/** One request to AT&T with one pair of credentials, judged, logged and counted. `secret` holds all that must not be echoed. */
export type Attempt = (call: UpstreamCall, pair: Credentials, secret: CredentialSecret) => Promise<UpstreamResult>;

export const createAttempt = ({ transport, log, metrics, now }: AttemptOptions): Attempt => {
  const watchContract = createContractWatch({ log, metrics });
  return async (call, pair, secret) => {
    const { operation, solutionProvider } = call;
    const startedAt = now();
    const remainingMs = call.deadline - startedAt;
    const deadlineMs = operation.idempotency === 'safe' ? Math.min(readAttemptMs, remainingMs) : remainingMs;
    const dimensions = { operation: operation.id, solutionProvider };
    const facts = { ...dimensions, callId: call.callId };
    if (remainingMs <= 0) {
      log.warn('upstream-failed', { ...facts, failure: 'no time left to ask' });
      return { failure: new TransportError('timeout', false) };
    }
    try {
      const wire = await transport(upstreamRequest(call.binding, call.request, pair, call.trace), deadlineMs);
      const answer = withoutCredentials(wire, secret);
      const verdict = inOwnWords(operation, judge(operation.success, answer));
      const durationMs = now() - startedAt;
      const isUsable = verdict.outcome === 'succeeded' || verdict.outcome === 'rejected';
      metrics.emit(dimensions, {
        UpstreamRequests: 1,
        UpstreamDuration: durationMs,
        ...(isUsable ? {} : { UpstreamFailures: 1 }),
      });
      log.info('upstream-answered', { ...facts, upstreamStatus: answer.status, durationMs, ...verdictFacts(verdict) });
      if (verdict.outcome === 'succeeded' && answer.status < 300) watchContract(call, verdict.body);
      return { answer, verdict };
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      metrics.emit(dimensions, { UpstreamRequests: 1, UpstreamFailures: 1 });
      const durationMs = now() - startedAt;
      log.warn('upstream-failed', { ...facts, durationMs, failure: error.failure, ...errorFacts(error.cause) });
      return { failure: error, received: error.received && withoutCredentials(error.received, secret) };
    }
  };
};

const inOwnWords = (operation: Operation, verdict: Verdict): Verdict =>
  verdict.outcome === 'succeeded' ? { ...verdict, body: ownAnswer(operation, verdict.body) } : verdict;

const verdictFacts = (verdict: Verdict): { failure?: string; format?: string } =>
  verdict.outcome === 'succeeded' ? {} : { failure: verdict.outcome, format: verdict.error.format };

const withoutCredentials = (answer: WireAnswer, secret: CredentialSecret): WireAnswer => ({
  ...answer,
  text: redactorFor(secret)(answer.text),
});

/** Made once for a secret, which goes when it is read again. */
const redactors = new WeakMap<CredentialSecret, Redact>();

const redactorFor = (secret: CredentialSecret): Redact => {
  const redact = redactors.get(secret) ?? redactorOf(valuesOf(secret));
  redactors.set(secret, redact);
  return redact;
};

const valuesOf = ({ current, next }: CredentialSecret): string[] =>
  [current, next].flatMap((pair) => (pair ? [pair.clientSecret, pair.clientId] : []));
