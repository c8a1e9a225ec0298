import type { AttClient } from '#att/client';
import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';
import type { Operation } from '#domain/define-operation';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createPollBudget } from '#polling/poll-budget';
import type { PollDependencies } from '#polling/poll';
import type { ExecutionInput, PollInput } from '#polling/state-machine-io';
import { polledReads } from '#operations/polled-reads';
import { withFollowUp } from '#polling/with-follow-up';
import type { SlaProfile } from '#domain/business-time/profiles';
import { createPollJobStore } from '#polling/poll-job-store';
import { createTable } from '#platform/table/table';
import { composeWriteEffects } from '#tracking/compose-write-effects';
import { createLineEffects } from '#tracking/line/line-effects';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore } from '#tracking/order/order-store';
import type { CallContext } from '#requests/call-context';
import { tableName, type Client } from '../../support/dynalite-client';
import { fixedClock, recordingLog, recordingMetrics, wireAnswer } from '../../support/fakes';
import { boundBinding } from '../../support/operations';

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
  return { calls, call };
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
  const orders = createOrderStore(table, now);
  const pollJobs = createPollJobStore(table, now);
  const tracked = composeWriteEffects({
    order: createOrderEffects({ table, orders, mode: 'advisory', now }),
    longRunning: createLongRunningEffects({ table, metrics, now, portInProfiles }),
    line: createLineEffects({ table, now }),
  });
  const deps: PollDependencies = {
    pollJobs,
    budget: createPollBudget(table, pollsPerMinute, now),
    att,
    readerOf: (kind) => {
      const operation = polledReads.find(({ polled }) => polled.kind === kind);
      if (!operation || isBound?.(kind) === false) return undefined;
      const { statusAt, idAt, method, path } = operation.binding;
      return {
        operation,
        binding: boundBinding({ method, path, ...(statusAt && { statusAt }), ...(idAt && { idAt }) }),
      };
    },
    effects: tracked,
    appendNotice: createAppendPollNotice({ table, orders }),
    log,
    metrics,
    now,
    wireNow: () => Date.now(),
  };
  return {
    clock,
    table,
    log,
    metrics,
    att,
    orders,
    pollJobs,
    deps,
    effects: withFollowUp(tracked, { pollJobs, now, portInProfiles }),
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
