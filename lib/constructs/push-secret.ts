import { Stack, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { pushSecretName } from '#pushes/push-secret';
import { secretPrefix } from '../names';

/** Every Solution Provider’s. Secrets Manager ends an ARN in six characters of its own. */
const secretsOf = (tenant: string): string => `secret:${pushSecretName(secretPrefix(tenant), '*')}-??????`;

/** Reading what pushes are known by. */
export const mayReadPushSecrets = (scope: Construct, tenant: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadPushSecrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: [Stack.of(scope).formatArn({ service: 'secretsmanager', resource: secretsOf(tenant) })],
  });

export const readsAnyPushSecret = (region: string, tenant: string): Acknowledgment[] => [
  {
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:${region}:<AWS::AccountId>:${secretsOf(tenant)}]`,
    reason:
      'The function serves every Solution Provider of the tenant; a policy that names each would outgrow IAM’s limit.',
  },
];
