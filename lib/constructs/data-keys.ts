import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { dataKeySecretName, type DataKeyPurpose } from '#platform/data-keys/data-keys';
import { secretPrefix } from '../names';

const descriptions: Record<DataKeyPurpose, (tenant: string) => string> = {
  'bulk-rows': (tenant) => `What waiting rows of bulk writes of ${tenant} are encrypted with`,
  fingerprints: (tenant) => `What fingerprints of requests of ${tenant} are made with`,
  answers: (tenant) => `What kept answers of AT&T to writes of ${tenant} are encrypted with`,
  audit: (tenant) => `What entries of the audit of ${tenant} are signed with`,
  'webhook-secrets': (tenant) => `What signing secrets of webhook endpoints of ${tenant} are encrypted with`,
  pushes: (tenant) => `What AT&T pushes to ${tenant} is encrypted and told apart with`,
};

/**
 * A key of the tenant’s own, made once. The generation settings must never change: CloudFormation would make another, and
 * what was made with the one before could be neither read nor compared.
 */
export class DataKeySecret extends Secret {
  constructor(scope: Construct, id: string, tenant: string, purpose: DataKeyPurpose, encryptionKey: IKey) {
    super(scope, id, {
      secretName: dataKeySecretName(secretPrefix(tenant), purpose),
      description: descriptions[purpose](tenant),
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
      reason:
        'Rotated by npx gateway keys rotate (docs/runbooks/rotate-data-keys.md): the key before has to stay beside the new one until nothing made with it is left.',
    });
  }
}

const names: Record<DataKeyPurpose, string> = {
  'bulk-rows': 'Row',
  fingerprints: 'Fingerprint',
  answers: 'Answer',
  pushes: 'Push',
  audit: 'Audit',
  'webhook-secrets': 'WebhookSecret',
};

/** Reading keys of the tenant’s own. */
export const mayReadDataKeys = (scope: Construct, tenant: string, wanted: readonly DataKeyPurpose[]): PolicyStatement =>
  new PolicyStatement({
    sid: `Read${wanted.map((purpose) => names[purpose]).join('And')}Key`,
    actions: ['secretsmanager:GetSecretValue'],
    resources: wanted.map((purpose) =>
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        // Secrets Manager ends an ARN in six characters of its own.
        resourceName: `${dataKeySecretName(secretPrefix(tenant), purpose)}-??????`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ),
  });
