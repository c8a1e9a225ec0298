import type { Operation } from '#domain/define-operation';
import { createAttempt } from '#att/attempt';
import { createCredentialStore } from '#att/credential-store';
import { createTransport } from '#att/transport';
import { tryCredentials, type CredentialTrial, type TrialResult } from '#att/try-credentials';
import { watchCredentials, type CredentialWatchOptions } from '#att/watch-credentials';
import { bindingsOf, type CallPorts } from '#entry/compose-att';
import { followedEffects, type TrackingPorts } from '#entry/compose-effects';
import type { ProcessStores } from '#entry/stores';
import { operations } from '#operations/registry';
import { createRestrictionOf } from '#platform/restrictions';
import type { ReconcilerDependencies } from '#requests/reconcile';
import { createRequestStore } from '#requests/request-store';

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** What unknown outcomes are found out with. */
export const composeReconciler = (
  ports: CallPorts & TrackingPorts & Pick<ReconcilerDependencies, 'answerCipher'>,
): ReconcilerDependencies => ({
  ...ports,
  requests: createRequestStore(ports.table, ports.now),
  restrictionOf: createRestrictionOf(ports.table, ports.wireNow),
  effects: followedEffects(ports),
  operationOf: (id) => byId.get(id),
  bindingOf: bindingsOf(ports),
});

/** Tries a stored pair of AT&T’s, read anew. */
export const composeCredentialTrial =
  (ports: CallPorts, { of }: Pick<ProcessStores, 'of'>) =>
  (trial: CredentialTrial): Promise<TrialResult> => {
    const { settings, log, metrics, wireNow: now } = ports;
    const { secretPrefix: prefix, environment } = settings;
    const { readSecret } = of(trial.solutionProvider);
    return tryCredentials(
      {
        attempt: createAttempt({ transport: createTransport(now), log, metrics, now }),
        credentials: createCredentialStore({ readSecret, prefix, environment, log, now }),
        operationOf: (id) => byId.get(id),
        bindingOf: bindingsOf(ports),
        now,
      },
      trial,
    );
  };

/** Looks how old stored pairs are, of every family that this deployment reads AT&T of. */
export const composeCredentialWatch = (
  { settings, log, metrics, wireNow: now }: CallPorts,
  storedAt: CredentialWatchOptions['storedAt'],
  solutionProviders: readonly string[],
): (() => Promise<void>) => {
  const read = operations.filter(({ id }) => settings.bindings[id] !== undefined).map(({ family }) => family);
  const families = [...new Set(read)];
  return () =>
    watchCredentials({ log, metrics, storedAt, prefix: settings.secretPrefix, solutionProviders, families, now });
};
