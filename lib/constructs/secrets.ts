import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ApiFamily } from '#domain/define-operation';
import { secretName } from '#att/secret';
import { secretPrefix } from '../names';
import { ofSession } from './session-role';

/** `ordering-apex` as `OrderingApex`. */
export const inPascalCase = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase());

/** Reading, in a session, the credentials of its Solution Provider’s for whole API families. */
export const mayReadSecretsInSession = (
  scope: Construct,
  tenant: string,
  families: readonly ApiFamily[],
): PolicyStatement =>
  new PolicyStatement({
    sid: `Read${families.map(inPascalCase).join('')}Credentials`,
    actions: ['secretsmanager:GetSecretValue'],
    resources: families.map((family) =>
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        // Secrets Manager ends an ARN in six characters of its own.
        resource: `secret:${secretName(secretPrefix(tenant), ofSession, family)}-??????`,
      }),
    ),
  });
