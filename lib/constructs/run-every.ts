import { Validations, type Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Why a run that fails loses nothing, for cdk-nag and for readers. */
export const nextRunGoesOn =
  'The next run of the schedule does what a failed one left undone; an alarm tells of failures.';

/** Has a function run again and again. A run that fails is not repeated: the next one comes soon. */
export const runEvery = (
  scope: Construct,
  id: string,
  handler: IFunction,
  every: Duration,
  description: string,
): Rule => {
  const rule = new Rule(scope, id, {
    description,
    schedule: Schedule.rate(every),
    targets: [new LambdaFunction(handler, { retryAttempts: 0 })],
  });
  Validations.of(rule).acknowledge({ id: 'Serverless-EventBusDLQ', reason: nextRunGoesOn });
  return rule;
};
