import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createAttClient, type AttClient } from '#att/client';
import { createTransport } from '#att/transport';
import { createCredentialStore } from '#att/credential-store';
import { createLog, type Log } from '#platform/log';
import { createMetrics, type Metrics } from '#platform/metrics';
import { serviceNameFrom, settingsFrom, type Settings } from '#platform/settings';
import { sdkTimeouts } from '#platform/sdk-timeouts';

/** What an operation's handler works with. */
export interface Dependencies {
  settings: Settings;
  att: AttClient;
  log: Log;
  metrics: Metrics;
}

let shared: Dependencies | undefined;

/** The real ones, built once per process from its environment. */
export const dependencies = (): Dependencies => (shared ??= build(settingsFrom(process.env)));

const build = (settings: Settings): Dependencies => {
  const serviceName = serviceNameFrom(process.env);
  const log = createLog(serviceName);
  const metrics = createMetrics(serviceName);
  const client = new SecretsManagerClient({ maxAttempts: 2, requestHandler: sdkTimeouts });
  const credentials = createCredentialStore({ client, prefix: settings.secretPrefix, log });
  return { settings, log, metrics, att: createAttClient({ transport: createTransport(), credentials, log, metrics }) };
};
