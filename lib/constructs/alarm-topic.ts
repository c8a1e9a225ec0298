import { Stack, Validations } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { alarmName } from '../names';

/** Where a tenant’s alarms are published; each e-mail address and URL has to confirm its subscription once. */
export class AlarmTopic extends Topic {
  /** What an alarm does when it goes on or off: it tells this topic, and the tenant’s others. */
  readonly actions: readonly IAlarmAction[];

  constructor(scope: Construct, id: string, { tenant, alarms }: Pick<Tenant, 'tenant' | 'alarms'>, masterKey: IKey) {
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
    for (const email of alarms.emails) this.addSubscription(new EmailSubscription(email));
    for (const url of alarms.urls) this.addSubscription(new UrlSubscription(url));
    const others = alarms.topics.map((arn, index) => Topic.fromTopicArn(this, `Other${index}`, arn));
    this.actions = [this, ...others].map((topic) => new SnsAction(topic));
    Validations.of(this).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'What cannot be delivered loses nothing: the alarm stays on in CloudWatch and on the dashboard.',
    });
  }
}
