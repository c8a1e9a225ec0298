import { createAttClient, type AttClient } from '#att/client';
import { createCredentialStore } from '#att/credential-store';
import { requireOwnHosts } from '#att/hosts';
import { createTransport } from '#att/transport';
import { isBound, type BoundBinding } from '#att/upstream-request';
import type { Operation } from '#domain/define-operation';
import { environment, observability } from '#entry/process';
import type { ProcessStores } from '#entry/stores';
import { wireNow } from '#platform/clock';
import type { Observability } from '#platform/observability';
import { callSettings, type Settings } from '#platform/settings';

/** What whoever calls AT&T works with. */
export interface CallPorts extends Observability {
  settings: Settings;
  att: AttClient;
  /** The real time, by which processes end and answers grow old. */
  wireNow: () => number;
}

/** This process’s way to AT&T, with the credentials of the Solution Provider each call is for. */
export const callPorts = ({ of }: Pick<ProcessStores, 'of'>): CallPorts => {
  const settings = environment(...callSettings);
  requireOwnHosts(settings);
  const seen = observability();
  const credentials = createCredentialStore({
    readSecret: (name, solutionProvider) => of(solutionProvider).readSecret(name),
    prefix: settings.secretPrefix,
    environment: settings.environment,
    log: seen.log,
    now: wireNow,
  });
  const att = createAttClient({ transport: createTransport(wireNow), credentials, ...seen, now: wireNow });
  return { ...seen, settings, att, wireNow };
};

/** Where AT&T serves an operation; undefined where it is not bound. */
export const bindingsOf =
  ({ settings }: Pick<CallPorts, 'settings'>) =>
  ({ id }: Operation): BoundBinding | undefined => {
    const binding = settings.bindings[id];
    return isBound(binding) ? binding : undefined;
  };
