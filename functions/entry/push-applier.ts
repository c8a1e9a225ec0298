import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { remembered } from '#domain/remembered';
import { stepFunctions } from '#entry/aws-clients';
import { backgroundStores } from '#entry/background-stores';
import { composePushes } from '#entry/compose-pushes';
import { dataKeys } from '#entry/data-keys';
import { environment, gatewayTable, observability } from '#entry/process';
import { polledReads } from '#operations/polled-reads';
import { businessNow } from '#platform/clock';
import { createStartExecution, sdkAskToStart } from '#platform/start-execution';
import { answerOperator, operatorRequestSchema, type PushList } from '#pushes/answer-operator';
import { applyPush } from '#pushes/apply-push';
import { sweepPushes, type PushReport } from '#pushes/sweep-pushes';

const { solutionProviders, statusPollerArn } = environment('solutionProviders', 'statusPollerArn');
if (statusPollerArn === undefined) throw new Error('Pushes have AT&T asked, and nobody says which state machine asks.');

const stores = backgroundStores();

const own = {
  ...observability(),
  keys: dataKeys('pushes', stores),
  reads: polledReads,
  start: createStartExecution(sdkAskToStart(stepFunctions()), statusPollerArn),
  now: businessNow,
};
/** What is done for a Solution Provider with, with the rights for that one alone: a message can say anything. */
const depsOf = remembered((solutionProvider) =>
  composePushes({ ...own, table: gatewayTable(stores.of(solutionProvider)) }),
);

const pushNamed = z.object({ solutionProvider: z.string(), pushId: z.string() });
/** Enough for one more message. */
const reserveMs = 10_000;

/** Given a message’s key, looks at it; on its schedule, at all that were not decided. Answers operators besides. */
export const handler = async (event: unknown, context: Context): Promise<PushReport | PushList> => {
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > reserveMs;
  const asked = operatorRequestSchema.safeParse(event);
  if (asked.success) return answerOperator(depsOf, asked.data, hasTime);
  const named = pushNamed.safeParse(event);
  if (!named.success) return sweepPushes(depsOf, solutionProviders, hasTime);
  const deps = depsOf(named.data.solutionProvider);
  const push = await deps.pushes.find(named.data);
  if (!push) throw new Error('There is no such message.');
  return { [(await applyPush(deps, push)).state]: 1 };
};
