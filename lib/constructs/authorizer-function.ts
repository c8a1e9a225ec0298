import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { authorizersRights, limitSettings } from './client-limits';
import { GatewayFunction } from './gateway-function';
import { solutionProviderSettings } from './records';
import { mayUseTable } from './table-permissions';
import type { AcceptedIssuer } from './token-issuer';

export interface AuthorizerFunctionProps {
  tenant: Tenant;
  issuer: AcceptedIssuer;
  table: Table;
  code: Code;
  key: IKey;
}

/** The function that tells who calls. It may read grants and restrictions, count calls, and do nothing else in the table. */
export class AuthorizerFunction extends GatewayFunction {
  constructor(scope: Construct, id: string, { tenant, issuer, table, code, key }: AuthorizerFunctionProps) {
    super(scope, id, {
      tenant,
      name: 'authorizer',
      description: 'Checks access tokens and looks up what their client may do',
      code,
      key,
      timeout: Duration.seconds(10),
      environment: {
        tableName: table.tableName,
        ...solutionProviderSettings(tenant),
        tokenIssuer: issuer.issuer,
        tokenKeysUrl: issuer.jwksUri,
        tokenAudience: issuer.audience,
        tokenScopeClaim: issuer.scopeClaim,
        tokenScopePrefix: issuer.scopePrefix,
        wholeGrantWithoutScope: issuer.wholeGrantWithoutScope,
        contact: tenant.contact,
        ...limitSettings(tenant),
      },
      permissions: mayUseTable(table, key, scope, authorizersRights(tenant)),
    });
  }
}
