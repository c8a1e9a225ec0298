import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { alarmName } from '../names';

/** Where a tenant’s alarms are published; each e-mail address has to confirm its subscription once. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, tenant: string, emails: readonly string[], masterKey: IKey) {
    super(scope, id, {
      topicName: alarmName(tenant, 'alarms'),
      displayName: `AT&T gateway of ${tenant}`,
      masterKey,
      enforceSSL: true,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const email of emails) this.addSubscription(new EmailSubscription(email));
    Validations.of(this).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail that cannot be delivered loses nothing: the alarm stays on in CloudWatch and on the dashboard.',
    });
  }
}
