import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Tenant } from '../config/tenant';
import { ruleName } from '../names';

/** Functions that run again and again, and after how many minutes. */
const everyMinutes = { 'poller-sweep': 1, reconciler: 2, 'push-applier': 1, 'drift-report': 5 } as const;
export type ScheduledFunction = keyof typeof everyMinutes;

/** Those a tenant has. */
export const scheduledFunctions = ({ pushes }: Pick<Tenant, 'pushes'>): readonly ScheduledFunction[] => [
  'poller-sweep',
  'reconciler',
  'drift-report',
  ...(pushes ? (['push-applier'] as const) : []),
];

/** Why a run that fails loses nothing, for cdk-nag and for readers. */
export const nextRunGoesOn =
  'The next run of the schedule does what a failed one left undone; an alarm tells when no run ends well.';

/** What is said of a function that runs by its schedule alone. */
export const byScheduleAlone = { afterFailure: nextRunGoesOn, isTraced: false } as const;

/**
 * Has a function run again and again. A run that fails is not repeated: not by EventBridge, which has done its part once Lambda has the
 * event, nor by Lambda, which would try twice more; and none begins any more when the next one is due. (ADR 0093)
 */
export const runEvery = (handler: Function, { tenant }: Tenant, name: ScheduledFunction, description: string): void => {
  const every = Duration.minutes(everyMinutes[name]);
  handler.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: every });
  const rule = new Rule(Stack.of(handler), `${handler.node.id}Schedule`, {
    ruleName: ruleName(tenant, name),
    description,
    schedule: Schedule.rate(every),
    targets: [new LambdaFunction(handler, { retryAttempts: 0 })],
  });
  Validations.of(rule).acknowledge({ id: 'Serverless-EventBusDLQ', reason: nextRunGoesOn });
};
