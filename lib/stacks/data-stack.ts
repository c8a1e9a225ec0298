import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { CredentialSecret } from '../constructs/credential-secret';
import { DataKey } from '../constructs/data-key';
import { DataKeySecret } from '../constructs/data-keys';
import { GatewayTable } from '../constructs/gateway-table';
import { PushSecret } from '../constructs/push-secret';
import { TenantBus } from '../constructs/tenant-bus';
import { TokenIssuer, type AcceptedIssuer } from '../constructs/token-issuer';
import { stackName } from '../names';

/** What outlives every deployment: keys, table, secrets, bus and token issuer. Nothing here is deleted with the stack. */
export class DataStack extends Stack {
  readonly key: DataKey;
  readonly table: GatewayTable;
  readonly bus: TenantBus;
  readonly issuer: AcceptedIssuer;

  constructor(scope: Construct, { tenant, region, solutionProviders, tokenIssuer, pushes }: Tenant) {
    super(scope, stackName(tenant, 'data'), {
      env: { region },
      description: `AT&T partner gateway of ${tenant}: data`,
      terminationProtection: true,
    });
    this.key = new DataKey(this, 'Key', tenant);
    this.table = new GatewayTable(this, 'Table', this.key);
    new CfnOutput(this, 'TableName', {
      value: this.table.tableName,
      description: 'Where the gateway keeps what it knows',
    });
    for (const { id, families } of solutionProviders) {
      for (const family of families) {
        const encryptionKey = this.key;
        new CredentialSecret(this, `Credentials-${id}-${family}`, {
          tenant,
          solutionProvider: id,
          family,
          encryptionKey,
        });
      }
    }
    new DataKeySecret(this, 'RowKey', tenant, 'bulk-rows', this.key);
    new DataKeySecret(this, 'FingerprintKey', tenant, 'fingerprints', this.key);
    new DataKeySecret(this, 'AnswerKey', tenant, 'answers', this.key);
    if (pushes) new DataKeySecret(this, 'PushKey', tenant, 'pushes', this.key);
    if (pushes?.secretHeader !== undefined)
      for (const { id } of solutionProviders) new PushSecret(this, `Pushes-${id}`, tenant, id, this.key);
    this.bus = new TenantBus(this, 'EventBus', tenant, this.key);
    this.issuer = tokenIssuer ?? this.ownIssuer(tenant);
  }

  private ownIssuer(tenant: string): AcceptedIssuer {
    const { accepted, tokenUrl, userPoolId } = new TokenIssuer(this, 'TokenIssuer', tenant);
    new CfnOutput(this, 'TokenUrl', { value: tokenUrl, description: 'Where clients get access tokens' });
    new CfnOutput(this, 'UserPoolId', { value: userPoolId, description: 'Where clients are registered' });
    return accepted;
  }
}
