import { Duration, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, type EventBus, type IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, type Code } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { eventSource } from '#events/event';
import { taskSource } from '#events/event-bus';
import { senderRights } from '#entry/background-rights';
import { senderName } from '#webhooks/note-delivery';
import type { Tenant } from '../config/tenant';
import { ruleName, secretPrefix } from '../names';
import { mayReadDataKeys } from './data-keys';
import { GatewayFunction, throughService } from './gateway-function';
import { acceptEvents, DeadLetterQueue, GatewayQueue, tellQueueUrl } from './gateway-queue';
import { mayWorkOnMessages } from './queue-permissions';
import { mayUseTable } from './table-permissions';

export interface WebhookSenderProps {
  tenant: Tenant;
  table: Table;
  bus: EventBus;
  key: IKey;
  code: Code;
}

/** Names the queue of what is to be sent, and that of what could not be worked on. */
export const webhookQueue = 'webhooks';
export const webhookDeadLetters = 'webhook-dead-letters';

/** Ten attempts, made at the same time, of 15 seconds at each of two URLs, and what is noted of them. */
const timeout = Duration.seconds(60);

/** Sends webhooks: a rule of the bus, a queue, and a function that works on it. */
export class WebhookSender extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, table, bus, key, code }: WebhookSenderProps) {
    const deadLetters = new DeadLetterQueue(scope, `${id}DeadLetters`, tenant.tenant, webhookDeadLetters);
    const visibilityTimeout = Duration.seconds(6 * timeout.toSeconds());
    const queue = new GatewayQueue(scope, `${id}Queue`, {
      tenant: tenant.tenant,
      name: webhookQueue,
      key,
      deadLetters,
      visibilityTimeout,
    });
    super(scope, id, {
      tenant,
      name: senderName,
      description: 'Sends webhooks to the endpoints partners have registered',
      code,
      key,
      timeout,
      afterFailure: 'A message that fails comes again, and is laid aside in a queue of its own after five times.',
      environment: {
        tableName: table.tableName,
        eventBusName: bus.eventBusName,
        webhookQueueUrl: queue.queueUrl,
        secretPrefix: secretPrefix(tenant.tenant),
      },
      permissions: [
        ...mayWorkOnMessages(queue, key, scope),
        ...mayUseTable(table, key, scope, { name: 'KeepDeliveries', rights: senderRights }),
        // What opens the secrets that webhooks are signed with.
        mayReadDataKeys(scope, tenant.tenant, ['webhook-secrets']),
        throughService('secretsmanager', key, scope),
        new PolicyStatement({ sid: 'PutEvents', actions: ['events:PutEvents'], resources: [bus.eventBusArn] }),
      ],
    });
    const messages = new EventSourceMapping(this, 'Messages', {
      target: this,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      // Endpoints that hang must not take the account’s functions away from those who call.
      maxConcurrency: 20,
      reportBatchItemFailures: true,
    });
    Validations.of(messages).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue has no such destination: what fails comes again and ends in the queue’s own dead-letter queue.',
    });
    tellQueueUrl(scope, 'WebhookQueueUrl', queue);
    tellQueueUrl(scope, 'WebhookDeadLettersUrl', deadLetters);
    deliverEvents(scope, `${id}Rule`, { tenant: tenant.tenant, bus, queue, deadLetters });
  }
}

/** Has the bus put events into the queue; what the queue does not take goes to the other. */
const deliverEvents = (
  scope: Construct,
  id: string,
  { tenant, bus, queue, deadLetters }: { tenant: string; bus: EventBus; queue: Queue; deadLetters: Queue },
): void => {
  const rule = new Rule(scope, id, {
    ruleName: ruleName(tenant, webhookQueue),
    description: 'Has webhooks sent of what happens',
    eventBus: bus,
    eventPattern: { source: [eventSource, taskSource] },
    targets: [toQueue(queue, deadLetters)],
  });
  acceptEvents(queue, rule.ruleArn);
  acceptEvents(deadLetters, rule.ruleArn);
};

/** The queues’ policies allow it. The CDK’s own target would write into the policy of the key, which lives in another stack. */
const toQueue = (queue: Queue, deadLetters: Queue): IRuleTarget => ({
  bind: () => ({ arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }),
});
