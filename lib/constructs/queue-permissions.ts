import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

const throughSqs = (key: IKey, scope: Construct): PolicyStatement =>
  new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `sqs.${Stack.of(scope).region}.amazonaws.com` } },
  });

/** Laying messages aside in a queue that is not under the tenant’s key. */
export const maySendMessages = (queue: Queue): PolicyStatement =>
  new PolicyStatement({ sid: 'SendMessages', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Taking messages off a queue and putting new ones there. */
export const mayWorkOnMessages = (queue: Queue, key: IKey, scope: Construct): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'WorkOnMessages',
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    resources: [queue.queueArn],
  }),
  throughSqs(key, scope),
];
