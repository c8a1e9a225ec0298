import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ApiFamily } from '#domain/define-operation';
import { secretName } from '#att/secret';
import { secretPrefix } from '../names';

interface CredentialSecretProps {
  tenant: string;
  solutionProvider: string;
  family: ApiFamily;
  encryptionKey: IKey;
}

/**
 * Where the operator stores AT&T’s credentials of one Solution Provider and API family. Created with a generated value
 * of another shape, which no function accepts: until real ones are stored, calls answer `credentials-unavailable`.
 * The generation settings must never change: CloudFormation would generate anew over what is stored.
 */
export class CredentialSecret extends Secret {
  constructor(
    scope: Construct,
    id: string,
    { tenant, solutionProvider, family, encryptionKey }: CredentialSecretProps,
  ) {
    super(scope, id, {
      secretName: secretName(secretPrefix(tenant), solutionProvider, family),
      description: `AT&T ${family} credentials of Solution Provider ${solutionProvider}`,
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ state: 'no credentials stored yet' }),
        generateStringKey: 'placeholder',
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'AT&T issues and changes these credentials by hand; the operator stores the next pair beside the current one.',
    });
  }
}
