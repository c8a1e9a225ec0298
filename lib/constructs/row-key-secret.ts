import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { rowSecretName } from '#bulk/row-cipher';
import { secretPrefix } from '../names';

/**
 * The key rows of bulk writes are encrypted with while they wait, made once. The generation settings must never change:
 * CloudFormation would make another, and nobody could read what waits.
 */
export class RowKeySecret extends Secret {
  constructor(scope: Construct, id: string, tenant: string, encryptionKey: IKey) {
    super(scope, id, {
      secretName: rowSecretName(secretPrefix(tenant)),
      description: `What waiting rows of bulk writes of ${tenant} are encrypted with`,
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ keyId: '1' }),
        generateStringKey: 'key',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Rows wait for hours at most and are gone when they are done; another key would make them unreadable.',
    });
  }
}
