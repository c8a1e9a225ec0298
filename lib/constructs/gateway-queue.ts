import { Duration, Stack, Validations, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueName } from '../names';

export interface GatewayQueueProps {
  tenant: string;
  /** Names the queue. */
  name: string;
  key: IKey;
  /** Where messages go that were not worked on however often they came. Absent for such a queue itself. */
  deadLetters?: Queue;
  /** How long a message is with one worker: well beyond its function’s timeout. */
  visibilityTimeout?: Duration;
}

/** How often a message comes before it is laid aside. */
const mostReceives = 5;

const reason =
  'Here lies what nobody could work on, for people to look at: an alarm tells them, and it goes nowhere else.';
const lastResort: Acknowledgment[] = [
  { id: 'AwsSolutions-SQS3', reason },
  { id: 'Serverless-SQSRedrivePolicy', reason },
];

/** A queue under the tenant’s key, over TLS only, that keeps messages for two weeks. */
export class GatewayQueue extends Queue {
  constructor(scope: Construct, id: string, props: GatewayQueueProps) {
    const { tenant, name, key, deadLetters, visibilityTimeout } = props;
    super(scope, id, {
      queueName: queueName(tenant, name),
      encryption: QueueEncryption.KMS,
      // By its ARN, so that nothing here changes the policy of a key of another stack.
      encryptionMasterKey: Key.fromKeyArn(scope, `${id}Key`, key.keyArn),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(visibilityTimeout && { visibilityTimeout }),
      ...(deadLetters && { deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostReceives } }),
    });
    if (!deadLetters) Validations.of(this).acknowledge(...lastResort);
  }

  /** Lets a rule of EventBridge put messages. */
  acceptFrom(ruleArn: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EventsOfTheBus',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': ruleArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
  }
}
