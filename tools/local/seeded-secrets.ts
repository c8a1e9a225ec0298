import { randomBytes } from 'node:crypto';
import { secretName } from '#att/secret';
import type { ApiFamily } from '#domain/define-operation';
import { dataKeyPurposes, dataKeySecretName } from '#platform/data-keys/data-keys';
import { demoCredentials } from '../simulator/credentials';

const families = ['ordering-apex', 'ordering-alliance', 'mobility'] as const satisfies readonly ApiFamily[];

/** Pairs that the simulated AT&T takes. */
export const demoSecrets = (prefix: string, solutionProviders: readonly string[]): Map<string, string> =>
  new Map(
    solutionProviders.flatMap((id) =>
      families.map((family): [string, string] => [
        secretName(prefix, id, family),
        JSON.stringify({ current: demoCredentials(family, id) }),
      ]),
    ),
  );

/** What CloudFormation makes for a deployment. */
export const dataKeySecrets = (prefix: string): Map<string, string> =>
  new Map(
    dataKeyPurposes.map((purpose) => [
      dataKeySecretName(prefix, purpose),
      JSON.stringify({ keyId: '1', key: randomBytes(32).toString('hex') }),
    ]),
  );
