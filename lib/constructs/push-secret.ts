import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { pushSecretName } from '#pushes/push-secret';
import { secretPrefix } from '../names';

/**
 * What AT&T’s pushes of one Solution Provider are known by: generated, to be handed to AT&T. The generation settings must
 * never change: CloudFormation would generate anew over what AT&T has.
 */
export class PushSecret extends Secret {
  constructor(scope: Construct, id: string, tenant: string, solutionProvider: string, encryptionKey: IKey) {
    super(scope, id, {
      secretName: pushSecretName(secretPrefix(tenant), solutionProvider),
      description: `What pushes of Solution Provider ${solutionProvider} are known by`,
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: 48,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'AT&T is told of it by hand; the next one is good beside the current one while it is changed.',
    });
  }
}

/** Reading what pushes of these Solution Providers are known by. */
export const mayReadPushSecrets = (
  scope: Construct,
  tenant: string,
  solutionProviders: readonly string[],
): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadPushSecrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: solutionProviders.map((id) =>
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        // Secrets Manager ends an ARN in six characters of its own.
        resource: `secret:${pushSecretName(secretPrefix(tenant), id)}-??????`,
      }),
    ),
  });
