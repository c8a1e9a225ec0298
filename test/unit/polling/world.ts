import { createPollJobStore } from '#polling/poll-job-store';
import { pollerRights } from '#entry/background-rights';
import { grantedTable } from '../../support/granted-table';
import type { AttClient } from '#att/client';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import { profilesOf } from '#domain/business-time/port-in-sla';
import type { Operation } from '#domain/define-operation';
import { followedEffects } from '#entry/compose-effects';
import { composePolling, composeSightings } from '#entry/compose-polling';
import type { ExecutionInput, PollInput } from '#polling/state-machine-io';
import { polledReads } from '#operations/polled-reads';
import type { SlaProfile } from '#domain/business-time/profiles';
import { createTable } from '#platform/table/table';
import { createOrderStore } from '#tracking/order/order-store';
import type { CallContext } from '#requests/call-context';
import { tableName, type Client } from '../../support/dynalite-client';
import { fixedClock, recordingLog, recordingMetrics, wireAnswer } from '../../support/fakes';
import { testSettings } from '../../support/operations';
import { resolveBindings } from '../../../lib/config/resolve-bindings';

export const solutionProvider = '10006';

/** What AT&T answers a read with; an error is thrown by the client, a number is the status of a useless answer. */
export type Reply = object | number | Error;

const attOf = (replyTo: (call: UpstreamCall) => Reply): AttClient & { calls: UpstreamCall[] } => {
  const calls: UpstreamCall[] = [];
  const call = (asked: UpstreamCall): Promise<UpstreamResult> => {
    calls.push(asked);
    const reply = replyTo(asked);
    if (reply instanceof Error) return Promise.reject(reply);
    if (typeof reply === 'number') {
      const answer = wireAnswer(reply, {}, { 'retry-after': '1800' });
      return Promise.resolve({
        answer,
        verdict: { outcome: 'unavailable', error: { format: '', facts: { status: reply } } },
      });
    }
    return Promise.resolve({ answer: wireAnswer(200, reply), verdict: { outcome: 'succeeded', body: reply } });
  };
  return { calls, call, check: () => Promise.resolve() };
};

export interface PollingWorldOptions {
  client: Client;
  replyTo: (call: UpstreamCall) => Reply;
  pollsPerMinute?: number;
  portInProfiles?: readonly SlaProfile[];
  startMs?: number;
  isBound?: (kind: string) => boolean;
}

/** Everything about polling but Step Functions and AT&T, over any DynamoDB. */
export const pollingWorld = (options: PollingWorldOptions) => {
  const { client, replyTo, pollsPerMinute = 1_000, portInProfiles, startMs, isBound } = options;
  const clock = fixedClock(startMs);
  const { now } = clock;
  const table = createTable(client, tableName);
  const log = recordingLog();
  const metrics = recordingMetrics();
  const att = attOf(replyTo);
  const bound = polledReads.filter(({ polled }) => isBound?.(polled.kind) !== false);
  const bindings = resolveBindings({ environment: 'uat', bindings: {} }, 'https://att.example');
  const settings = testSettings({ bindings: Object.fromEntries(bound.map(({ id }) => [id, bindings[id]!])) });
  const ports = {
    ...{ table, log, metrics, att, settings, now, pollsPerMinute },
    wireNow: () => Date.now(),
    workflow: 'advisory' as const,
    portInProfiles: portInProfiles ?? profilesOf(),
    lineChangeLimit: 'off' as const,
  };
  const granted = { ...ports, table: grantedTable(table, pollerRights) };
  const deps = composePolling(granted);
  return {
    sightings: composeSightings(granted),
    clock,
    table,
    log,
    metrics,
    att,
    orders: createOrderStore(table, now),
    pollJobs: createPollJobStore(table, now),
    deps,
    effects: followedEffects(ports),
  };
};

export type PollingWorld = ReturnType<typeof pollingWorld>;

export const subjectOf = (operation: Operation, body: unknown): CallContext => ({
  operation,
  request: { path: {}, query: {}, body: { text: JSON.stringify(body), value: body } },
  solutionProvider,
  clientId: 'client',
});

/** Does what a write does once AT&T has answered. */
export const learned = async (
  { effects, table }: PollingWorld,
  subject: CallContext,
  answer: unknown,
): Promise<void> => {
  const { items } = effects.effectsOf(subject, answer, 'req_1');
  if (items.length > 0) await table.putAll(items);
};

/** What the first execution of a watch is started with. */
export const firstInput = async (
  { pollJobs }: PollingWorld,
  watched: Pick<PollInput, 'kind' | 'id'>,
): Promise<ExecutionInput> => {
  const watch = await pollJobs.find({ solutionProvider, ...watched });
  if (!watch) throw new Error('There is no watch.');
  return { solutionProvider, kind: watch.kind, id: watch.id, run: watch.run, polls: 0, waitSeconds: 60 };
};
