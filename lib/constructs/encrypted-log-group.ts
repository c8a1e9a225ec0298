import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Tenant } from '../config/tenant';

const retentionOf: Record<Tenant['logRetentionDays'], RetentionDays> = {
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  180: RetentionDays.SIX_MONTHS,
  365: RetentionDays.ONE_YEAR,
};

/** Logs under the tenant’s key, kept as long as the tenant says and gone with the stack. */
export class EncryptedLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, logGroupName: string, { logRetentionDays }: Tenant, encryptionKey: IKey) {
    super(scope, id, {
      logGroupName,
      retention: retentionOf[logRetentionDays],
      encryptionKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
