import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';
import { DataKey } from '../constructs/data-key';
import { DataKeySecret } from '../constructs/data-keys';
import { keepEnvironment, type Environment } from '../constructs/environment-guard';
import { GatewayTable } from '../constructs/gateway-table';
import { TenantBus } from '../constructs/tenant-bus';
import { TokenIssuer, type AcceptedIssuer } from '../constructs/token-issuer';
import { stackName } from '../names';

const ownKeys = [
  ['RowKey', 'bulk-rows'],
  ['FingerprintKey', 'fingerprints'],
  ['AnswerKey', 'answers'],
  ['AuditKey', 'audit'],
  ['WebhookSecretKey', 'webhook-secrets'],
] as const;
const pushKey = ['PushKey', 'pushes'] as const;

/**
 * What outlives every deployment: keys, table, bus and token issuer. Nothing that holds anything is deleted with the stack. Secrets of Solution
 * Providers are none of it: the operator makes and ends each by its name, so that they are as many as there are.
 */
export class DataStack extends Stack {
  readonly key: DataKey;
  readonly table: GatewayTable;
  readonly bus: TenantBus;
  readonly issuer: AcceptedIssuer;

  constructor(scope: Construct, { tenant, region, tokenIssuer, pushes }: Tenant, environment: Environment) {
    super(scope, stackName(tenant, 'data'), {
      env: { region },
      description: `AT&T partner gateway of ${tenant}: data`,
      terminationProtection: true,
    });
    keepEnvironment(this, environment);
    this.key = new DataKey(this, 'Key', tenant);
    this.table = new GatewayTable(this, 'Table', this.key);
    new CfnOutput(this, 'TableName', {
      value: this.table.tableName,
      description: 'Where the gateway keeps what it knows',
    });
    const purposes = [...ownKeys, ...(pushes ? [pushKey] : [])];
    const secrets = purposes.map(([id, purpose]) => new DataKeySecret(this, id, tenant, purpose, this.key));
    this.bus = new TenantBus(this, 'EventBus', tenant, this.key);
    // What is protected comes last: a first deployment that fails at a name has then nothing that it cannot take back.
    this.table.node.addDependency(this.bus, ...secrets);
    this.issuer = tokenIssuer ?? this.ownIssuer(tenant);
  }

  private ownIssuer(tenant: string): AcceptedIssuer {
    const own = new TokenIssuer(this, 'TokenIssuer', tenant);
    own.node.addDependency(this.table);
    const { accepted, tokenUrl, userPoolId } = own;
    new CfnOutput(this, 'TokenUrl', { value: tokenUrl, description: 'Where clients get access tokens' });
    new CfnOutput(this, 'UserPoolId', { value: userPoolId, description: 'Where clients are registered' });
    return accepted;
  }
}
