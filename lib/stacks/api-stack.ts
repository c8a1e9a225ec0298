import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '#operations/define-operation';
import type { ResolvedBinding } from '#runtime/settings';
import { authorizerBundle } from '../bundle-handlers';
import type { Tenant } from '../config/tenant';
import { AuthorizerFunction } from '../constructs/authorizer-function';
import { OperationFunction } from '../constructs/operation-function';
import { PartnerApi } from '../constructs/partner-api';
import { stackName } from '../names';
import type { DataStack } from './data-stack';

export interface ApiStackProps {
  tenant: Tenant;
  data: Pick<DataStack, 'key' | 'table' | 'issuer'>;
  operations: readonly Operation[];
  bindings: Record<string, ResolvedBinding>;
  isSimulated: boolean;
  /** The bundle of an operation or of the authorizer. */
  codeOf: (name: string) => Code;
}

/** What partners call: the API, its authorizer and a function per operation. */
export class ApiStack extends Stack {
  constructor(scope: Construct, { tenant, data, operations, bindings, isSimulated, codeOf }: ApiStackProps) {
    super(scope, stackName(tenant.tenant, 'api'), {
      env: { region: tenant.region },
      description: `AT&T partner gateway of ${tenant.tenant}: API`,
    });
    const { key, table, issuer } = data;
    const authorizer = new AuthorizerFunction(this, 'Authorizer', {
      tenant,
      issuer,
      table,
      code: codeOf(authorizerBundle),
      key,
    });
    const api = new PartnerApi(this, 'Api', {
      tenant,
      key,
      authorizer,
      operations: operations.map((operation) => {
        const binding = bindings[operation.id];
        if (binding === undefined) throw new Error(`Operation ${operation.id} has no binding.`);
        const code = codeOf(operation.id);
        return {
          operation,
          handler: new OperationFunction(this, operation.id, { tenant, operation, binding, isSimulated, code, key }),
        };
      }),
    });
    new CfnOutput(this, 'ApiUrl', { value: api.url.replace(/\/$/, ''), description: 'Base URL of the API' });
  }
}
