import { createAttClient } from '#att/client';
import { createCredentialStore } from '#att/credential-store';
import type { CredentialSecret } from '#att/secret';
import type { BoundBinding } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import { parseJson } from '#domain/json/parse-json';
import {
  fakeSecretsManager,
  fakeTransport,
  fixedClock,
  pairOf,
  recordingLog,
  recordingMetrics,
  wireAnswer,
} from './fakes';
import { boundBinding, writeThing } from './operations';

/** AT&T's good answer to either test operation, and its refusal of credentials. */
export const done = wireAnswer(200, { thingId: 'x', success: true });
export const refused = wireAnswer(401, { error: 'Invalid Client' });

export const budgetMs = 25_000;

type Replies = Parameters<typeof fakeTransport>;

/** The real client and credential store between a scripted AT&T and a Secrets Manager that holds `secret`. */
export const attClientOver = (
  replies: Replies,
  secret: CredentialSecret = { current: pairOf('SP-A') },
  binding: Partial<BoundBinding> = {},
) => {
  const clock = fixedClock();
  const log = recordingLog();
  const metrics = recordingMetrics();
  const secrets: Record<string, CredentialSecret | Error> = { 'p/SP-A/mobility': secret };
  const secretsManager = fakeSecretsManager(secrets);
  const credentials = createCredentialStore({
    readSecret: secretsManager.readSecret,
    prefix: 'p',
    environment: 'uat',
    log,
    now: clock.now,
  });
  const transport = fakeTransport(...replies);
  const client = createAttClient({ transport, credentials, log, metrics, now: clock.now, pause: clock.pause });
  const call = (operation: Operation, deadline = clock.now() + budgetMs) =>
    client.call({
      operation,
      binding: boundBinding({ method: operation.binding.method, ...binding }),
      request: { path: {}, query: {}, ...(operation === writeThing ? { body: parseJson('{"name":"x"}') } : {}) },
      solutionProvider: 'SP-A',
      trace: { traceId: 't', transactionId: 'x' },
      callId: 'r-1',
      deadline,
    });
  const idsUsed = () => transport.sent.map(({ request }) => request.headers['client_id']);
  return { call, clock, log, metrics, transport, secretsManager, secrets, idsUsed };
};
