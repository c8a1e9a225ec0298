import { Aws, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { FeaturePlan, ResourceServerScope, UserPool, type UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { scopes } from '#domain/define-operation';
import type { Tenant } from '../config/tenant';
import { serviceName, tokenResourceServer } from '../names';

/** Whose tokens the authorizer accepts. The audience is absent for Cognito, whose access tokens name none. */
export type AcceptedIssuer = Partial<StatedIssuer> & Pick<StatedIssuer, 'issuer' | 'jwksUri'>;
type StatedIssuer = NonNullable<Tenant['tokenIssuer']>;

/** The stack’s own issuer of client-credentials tokens. It holds app clients, never people. */
export class TokenIssuer extends Construct {
  readonly userPoolId: string;
  readonly tokenUrl: string;
  readonly accepted: AcceptedIssuer;

  constructor(scope: Construct, id: string, tenant: string) {
    super(scope, id);
    const pool = this.userPool(tenant);
    const server = pool.addResourceServer('ResourceServer', {
      identifier: tokenResourceServer,
      userPoolResourceServerName: serviceName(tenant),
      scopes: scopes.map(
        (scopeName) =>
          new ResourceServerScope({ scopeName, scopeDescription: `May use the operations of ${scopeName}` }),
      ),
    });
    server.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const issuer = `https://cognito-idp.${Stack.of(this).region}.${Aws.URL_SUFFIX}/${pool.userPoolId}`;
    this.userPoolId = pool.userPoolId;
    this.tokenUrl = `${this.domain(pool, tenant).baseUrl()}/oauth2/token`;
    this.accepted = { issuer, jwksUri: `${issuer}/.well-known/jwks.json`, scopePrefix: `${tokenResourceServer}/` };
  }

  private userPool(tenant: string): UserPool {
    const pool = new UserPool(this, 'UserPool', {
      userPoolName: serviceName(tenant),
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
    });
    Validations.of(pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'The pool has app clients of the client-credentials grant only, no person signs in.',
      },
      { id: 'AwsSolutions-COG8', reason: 'Threat protection judges sign-ins of people; there are none.' },
    );
    return pool;
  }

  /**
   * Domain prefixes are shared by everyone in a region, so this one carries the account. It holds nothing and goes with the
   * stack: one that stayed would be in the way of the next.
   */
  private domain(pool: UserPool, tenant: string): UserPoolDomain {
    return pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${serviceName(tenant)}-${Aws.ACCOUNT_ID}` },
    });
  }
}
