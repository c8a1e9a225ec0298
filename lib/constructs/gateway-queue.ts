import { CfnOutput, Duration, Validations, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { queueName } from '../names';

/** What every queue is like: named after its tenant, over TLS only, keeping messages for two weeks. */
const settingsOf = (tenant: string, name: string) => ({
  queueName: queueName(tenant, name),
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
});

/** How often a message comes before it is laid aside. */
const mostReceives = 5;

export interface GatewayQueueProps {
  tenant: string;
  /** Names the queue. */
  name: string;
  key: IKey;
  /** Where messages go that were not worked on however often they came. */
  deadLetters: Queue;
  /** How long a message is with one worker: well beyond its function’s timeout. */
  visibilityTimeout: Duration;
}

/** A queue under the tenant’s key. */
export class GatewayQueue extends Queue {
  constructor(scope: Construct, id: string, props: GatewayQueueProps) {
    const { tenant, name, key, deadLetters, visibilityTimeout } = props;
    super(scope, id, {
      ...settingsOf(tenant, name),
      encryption: QueueEncryption.KMS,
      // By its ARN, so that nothing here changes the policy of a key of another stack.
      encryptionMasterKey: Key.fromKeyArn(scope, `${id}Key`, key.keyArn),
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostReceives },
    });
  }
}

const reason =
  'Here lies what nobody could work on, for people to look at: an alarm tells them, and it goes nowhere else.';
const lastResort: Acknowledgment[] = [
  { id: 'AwsSolutions-SQS3', reason },
  { id: 'Serverless-SQSRedrivePolicy', reason },
];

/**
 * A queue of what could not be handed on or worked on. Under SQS’s own key: where it is the tenant’s that cannot be used, this must still
 * take messages. Those SQS itself moves here stay under the key of the queue they were in.
 */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, tenant: string, name: string) {
    super(scope, id, { ...settingsOf(tenant, name), encryption: QueueEncryption.SQS_MANAGED });
    Validations.of(this).acknowledge(...lastResort);
  }
}

/** Tells operators where a queue is, as an output of its stack. */
export const tellQueueUrl = (scope: Construct, output: string, queue: Queue): void => {
  new CfnOutput(scope, output, { value: queue.queueUrl });
};

/** Lets a rule or a bus of EventBridge put messages. Its ARN says whose account it is. */
export const acceptEvents = (queue: Queue, sourceArn: string): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventsOfTheBus',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    }),
  );
};
