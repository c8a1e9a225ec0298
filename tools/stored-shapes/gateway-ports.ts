import { createClientLimiter } from '#api/client-limiter';
import { createAttClient } from '#att/client';
import { createCredentialStore } from '#att/credential-store';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { composeSightingKeeper, type KeeperPorts } from '#entry/compose-sighting-keeper';
import { createEventBus } from '#events/event-bus';
import { recordingReads } from '#operations/recording-reads';
import { createCipher, type Cipher } from '#platform/data-keys/cipher';
import { createDataKeys, type DataKeyPurpose, type DataKeys } from '#platform/data-keys/data-keys';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import type { InvokeFunction } from '#platform/invoke-function';
import type { Observability } from '#platform/observability';
import type { Settings } from '#platform/settings';
import { createStartExecution } from '#platform/start-execution';
import { tableOver } from '#platform/table/table';
import { keepSighting } from '#polling/keep-sighting';
import { leavingByKeeper } from '#polling/leaving-sightings';
import { createSigningSecrets } from '#webhooks/signing-secrets';
import { createWebhookQueue } from '#webhooks/queue';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import type { Recipient, Surroundings } from './surroundings';

/** What names of secrets begin with, and the table’s name; nobody else goes by either. */
const prefix = 'test';
export const tableName = 'records';

const settingsOf = ({ attUrl }: Surroundings): Settings => ({
  tenant: prefix,
  environment: 'uat',
  secretPrefix: prefix,
  source: undefined,
  readCacheSeconds: 1,
  bindings: resolveBindings({ environment: 'uat', bindings: {} }, attUrl),
});

const observabilityOf = ({ tell }: Surroundings): Observability => ({
  log: {
    info: (message, facts) => tell('info', message, facts),
    warn: (message, facts) => tell('warn', message, facts),
    error: (message, facts) => tell('error', message, facts),
  },
  metrics: { emit: () => undefined },
});

/** What sends commands of the SDK for one recipient. */
const sendingTo = (around: Surroundings, to: Recipient) => ({
  send: async ({ input }: { input: { Entries?: Entry[] } }): Promise<object> => {
    for (const { MessageBody, DelaySeconds = 0, Source: source, Detail } of input.Entries ?? [])
      await around.send(
        to,
        MessageBody === undefined
          ? { source, detail: JSON.parse(Detail ?? '') as unknown }
          : { body: MessageBody, delaySeconds: DelaySeconds },
      );
    return {};
  },
});

/** Of the bus, or of a queue. */
interface Entry {
  MessageBody?: string;
  DelaySeconds?: number;
  Source?: string;
  Detail?: string;
}

const startOf = (around: Surroundings, to: Recipient) =>
  createStartExecution(async ({ name, input }) => {
    await around.send(to, { name, input: JSON.parse(input ?? '') as unknown });
  }, to);

const keysOf = ({ readSecret }: Surroundings, { log }: Observability) => {
  const keys = new Map<DataKeyPurpose, DataKeys>();
  return (purpose: DataKeyPurpose): DataKeys => {
    const known = keys.get(purpose) ?? createDataKeys({ readSecret, prefix, purpose, log });
    keys.set(purpose, known);
    return known;
  };
};

/** Invoked by reads, which are exchanged with it: none of another release’s. */
const keeperOf = ({ solutionProviders }: Surroundings, ports: Omit<KeeperPorts, 'sightable'>): InvokeFunction => {
  const families = [...new Set(recordingReads.map(({ family }) => family))].join(' ');
  const sightable = {
    reads: recordingReads.map(({ id }) => id),
    solutionProviders: [{ families, ids: solutionProviders.join(' ') }],
  };
  const keeper = composeSightingKeeper({ ...ports, sightable });
  return (_, told) => keepSighting(keeper, JSON.parse(JSON.stringify(told)));
};

/** What every function of a deployment is made of, of surroundings instead of AWS and AT&T. */
export const portsOf = (around: Surroundings) => {
  const { dynamoDb, readSecret, now, wireNow } = around;
  const seen = observabilityOf(around);
  const settings = settingsOf(around);
  const keys = keysOf(around, seen);
  const { environment } = settings;
  const credentials = createCredentialStore({ readSecret, prefix, environment, log: seen.log, now: wireNow });
  const att = createAttClient({
    ...seen,
    credentials,
    now: wireNow,
    transport: (request, deadlineMs) => around.att(request, deadlineMs),
    pause: () => Promise.resolve(),
  });
  const cipherOf = (purpose: DataKeyPurpose): Cipher => createCipher(keys(purpose));
  const bus = createEventBus(sendingTo(around, 'bus'), 'bus');
  const queue = createWebhookQueue(sendingTo(around, 'webhook-queue'), 'queue');
  const table = tableOver(dynamoDb, tableName);
  return {
    ...{ ...seen, settings, att, now, wireNow, keys, bus, queue, table },
    workflow: 'strict' as const,
    portInProfiles: profilesOf(),
    lineChangeLimit: 'off' as const,
    pollsPerMinute: 1_000,
    fingerprints: createFingerprints(keys('fingerprints')),
    auditFingerprints: createFingerprints(keys('audit')),
    answerCipher: cipherOf('answers'),
    cipher: cipherOf('bulk-rows'),
    signing: createSigningSecrets(keys('webhook-secrets')),
    limiter: createClientLimiter({
      ...{ ...seen, dynamoDb, tableName, now: wireNow },
      limits: { perSecond: 1_000, perDay: 1_000_000 },
    }),
    leaveSighting: leavingByKeeper(keeperOf(around, { ...seen, table, now }), 'sighting-keeper'),
    startPoller: startOf(around, 'status-poller'),
    startBulkWriter: startOf(around, 'bulk-writer'),
    pause: () => Promise.resolve(),
    resolve: () => Promise.resolve([{ address: '93.184.215.14', family: 4 as const }]),
    policy: 'public' as const,
  };
};
export type CodePorts = ReturnType<typeof portsOf>;
