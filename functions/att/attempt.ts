import { createContractWatch } from '#att/contract-watch';
import { judge, type Verdict } from '#att/judge';
import { redactorOf, type Redact } from '#att/redact';
import { ownAnswer } from '#domain/contract/own-shape';
import type { Operation } from '#domain/define-operation';
import { readAttemptMs } from '#att/time-limits';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import { tellRequest } from '#att/upstream-facts';
import { upstreamRequest } from '#att/upstream-request';
import type { Credentials, CredentialSecret } from '#att/secret';
import { errorFacts, type Log, type RequestFacts } from '#platform/log';
import type { Metrics } from '#platform/metrics';

interface AttemptOptions {
  transport: Transport;
  log: Log;
  metrics: Metrics;
  now: () => number;
}

/** One request to AT&T with one pair of credentials, judged, logged and counted. `secret` holds all that must not be echoed. */
export type Attempt = (call: UpstreamCall, pair: Credentials, secret: CredentialSecret) => Promise<UpstreamResult>;

export const createAttempt = ({ transport, log, metrics, now }: AttemptOptions): Attempt => {
  const watchContract = createContractWatch(log);

  const note = (call: UpstreamCall, facts: RequestFacts): void => {
    if (call.upstream) return void call.upstream.push(facts);
    const { solutionProvider, callId } = call;
    tellRequest({ log, metrics }, { operation: call.operation.id, solutionProvider, callId }, facts);
  };

  return async (call, pair, secret) => {
    const { operation } = call;
    const startedAt = now();
    const remainingMs = call.deadline - startedAt;
    const deadlineMs = operation.idempotency === 'safe' ? Math.min(readAttemptMs, remainingMs) : remainingMs;
    if (remainingMs <= 0) {
      note(call, { failure: 'no time left to ask' });
      return { failure: new TransportError('timeout', false) };
    }
    try {
      const wire = await transport(upstreamRequest(call.binding, call.request, pair, call.trace), deadlineMs);
      const answer = withoutCredentials(wire, secret);
      const verdict = inOwnWords(operation, judge(operation.success, answer));
      const durationMs = now() - startedAt;
      const isLooked = verdict.outcome === 'succeeded' && answer.status < 300;
      const drift = isLooked && watchContract(call, verdict.body) ? ({ drifts: true } as const) : {};
      note(call, { upstreamStatus: answer.status, durationMs, ...verdictFacts(verdict), ...drift });
      return { answer, verdict };
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      note(call, { durationMs: now() - startedAt, failure: error.failure, ...errorFacts(error.cause) });
      return { failure: error, received: error.received && withoutCredentials(error.received, secret) };
    }
  };
};

const inOwnWords = (operation: Operation, verdict: Verdict): Verdict =>
  verdict.outcome === 'succeeded' && operation.stated?.answer
    ? { ...verdict, body: ownAnswer(operation, verdict.body), asWritten: verdict.body }
    : verdict;

const verdictFacts = (verdict: Verdict): { failure?: string; format?: string } =>
  verdict.outcome === 'succeeded' ? {} : { failure: verdict.outcome, format: verdict.error.format };

const withoutCredentials = ({ status, headers, text }: WireAnswer, secret: CredentialSecret): WireAnswer => ({
  status,
  headers,
  text: redactorFor(secret)(text),
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
