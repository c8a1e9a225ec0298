import { createAttClient } from '#att/client';
import type { Transport } from '#att/transport';
import { createCredentialStore } from '#att/credential-store';
import type { ReadDependencies } from '#api/call-dependencies';
import { fakeSecretsManager, fixedClock, pairOf, recordingLog, recordingMetrics } from './fakes';
import { testSettings } from './operations';

type Recorded = Omit<ReadDependencies, 'log' | 'metrics'> & {
  log: ReturnType<typeof recordingLog>;
  metrics: ReturnType<typeof recordingMetrics>;
};

/** What a handler works with, nothing of it real; a test replaces what it is about. */
export const testDependencies = (parts: Partial<ReadDependencies> & Pick<ReadDependencies, 'att'>): Recorded => ({
  settings: testSettings(),
  wireNow: () => Date.now(),
  ...parts,
  log: recordingLog(),
  metrics: recordingMetrics(),
});

/** The real client, credential store and judgement over a transport that only plays AT&T. Pauses take no time. */
export const dependenciesOver = (
  transport: Transport,
  secrets: Parameters<typeof fakeSecretsManager>[0] = { 'test/SP-A/mobility': { current: pairOf('SP-A') } },
) => {
  const log = recordingLog();
  const metrics = recordingMetrics();
  const secretsManager = fakeSecretsManager(secrets);
  const credentials = createCredentialStore({
    readSecret: secretsManager.readSecret,
    prefix: 'test',
    environment: 'uat',
    log,
    now: () => Date.now(),
  });
  const { pause } = fixedClock();
  const att = createAttClient({ transport, credentials, log, metrics, now: () => Date.now(), pause });
  return { ...testDependencies({ att }), log, metrics, secretsManager };
};
