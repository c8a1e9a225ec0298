import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { logGroupName, queueName, secretPrefix } from '../names';

/** The one key a tenant’s data, secrets, logs and alarms are encrypted with. Rotated yearly, never deleted with the stack. */
export class DataKey extends Key {
  constructor(scope: Construct, id: string, tenant: string) {
    super(scope, id, {
      description: `AT&T partner gateway, data of ${tenant}`,
      alias: secretPrefix(tenant),
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.allowLogs(tenant);
    this.allowAlarms();
    this.allowEvents(tenant);
  }

  private allowLogs(tenant: string): void {
    const stack = Stack.of(this);
    const groups = [logGroupName(tenant, '*'), 'API-Gateway-Execution-Logs_*'];
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'EncryptLogs',
        principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': groups.map((name) =>
              stack.formatArn({ service: 'logs', resource: `log-group:${name}` }),
            ),
          },
        },
      }),
    );
  }

  /** CloudWatch publishes to the encrypted alarm topic. */
  private allowAlarms(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /**
   * EventBridge puts events into the tenant’s encrypted queues. SQS says for which queue it uses the key; whether EventBridge says for
   * which account or rule is not documented, and of topics that it does not.
   */
  private allowEvents(tenant: string): void {
    const queues = Stack.of(this).formatArn({ service: 'sqs', resource: queueName(tenant, '*') });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'DeliverEvents',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:sqs:arn': queues } },
      }),
    );
  }
}
