import type { Context } from 'aws-lambda';
import { createBulkStore } from '#bulk/bulk-store';
import { sweepBulkWrites } from '#bulk/sweep';
import { stepFunctions } from '#entry/aws-clients';
import { tableStore } from '#entry/background-stores';
import { environment, gatewayTable, observability } from '#entry/process';
import { beat } from '#events/heartbeat';
import { businessNow, wireNow } from '#platform/clock';
import { createStartExecution, sdkAskToStart } from '#platform/start-execution';
import { answerOperator, pollRequestSchema, type Followed, type PollList } from '#polling/answer-operator';
import { createOpenPollJobStore } from '#polling/open-poll-jobs';
import { createPollJobStore } from '#polling/poll-job-store';
import { sweepPollers, type PollerSweepReport } from '#polling/sweep';

const { solutionProviders, statusPollerArn, bulkWriterArn } = environment(
  'solutionProviders',
  'statusPollerArn',
  'bulkWriterArn',
);
if (statusPollerArn === undefined) throw new Error('The sweep starts pollers, and is not told of their state machine.');

const table = gatewayTable(tableStore());
const seen = observability();
const pollers = {
  ...seen,
  now: businessNow,
  pollJobs: { ...createPollJobStore(table, businessNow), ...createOpenPollJobStore(table, businessNow) },
  start: createStartExecution(sdkAskToStart(stepFunctions()), statusPollerArn),
};
const bulk = {
  ...seen,
  bulkWrites: createBulkStore(table, businessNow),
  startBulkWriter: createStartExecution(sdkAskToStart(stepFunctions()), bulkWriterArn),
};
/** Enough for one more page and its starts. */
const reserveMs = 10_000;

/** Runs on a schedule. `bulkWrites`: those that had lost their worker. Answers operators besides. */
export const handler = async (
  event: unknown,
  context: Context,
): Promise<(PollerSweepReport & { bulkWrites: number }) | PollList | Followed> => {
  const asked = pollRequestSchema.safeParse(event);
  if (asked.success) return answerOperator(pollers, asked.data);
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
  const bulkWrites = await sweepBulkWrites(bulk, solutionProviders, hasTime);
  const swept = await sweepPollers(pollers, solutionProviders, hasTime);
  // What is only for an alarm keeps nothing from being polled.
  await beat(table, wireNow);
  return { ...swept, bulkWrites };
};
