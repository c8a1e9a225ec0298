import { Stack, type Acknowledgment } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ApiFamily } from '#domain/define-operation';
import { secretName } from '#att/secret';
import { secretPrefix } from '../names';

/** Every Solution Provider’s secret of a family. Secrets Manager ends an ARN in six characters of its own. */
const secretsOf = (tenant: string, family: ApiFamily): string =>
  `secret:${secretName(secretPrefix(tenant), '*', family)}-??????`;

/** `ordering-apex` as `OrderingApex`. */
export const inPascalCase = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase());

/** Reading the credentials of whole API families. */
export const mayReadSecrets = (scope: Construct, tenant: string, families: readonly ApiFamily[]): PolicyStatement =>
  new PolicyStatement({
    sid: `Read${families.map(inPascalCase).join('')}Credentials`,
    actions: ['secretsmanager:GetSecretValue'],
    resources: families.map((family) =>
      Stack.of(scope).formatArn({ service: 'secretsmanager', resource: secretsOf(tenant, family) }),
    ),
  });

export const readsAnySolutionProvider = (
  region: string,
  tenant: string,
  families: readonly ApiFamily[],
): Acknowledgment[] =>
  families.map((family) => ({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:${region}:<AWS::AccountId>:${secretsOf(tenant, family)}]`,
    reason:
      'The function serves every Solution Provider of the tenant; a policy that names each would outgrow IAM’s limit.',
  }));
