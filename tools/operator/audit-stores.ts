import { sdkSecrets } from '#platform/aws/secrets';
import { createDataKeys } from '#platform/data-keys/data-keys';
import { createFingerprints, type Fingerprints } from '#platform/data-keys/fingerprints';
import { createTable, type Table } from '#platform/table/table';
import { secretPrefix } from '../../lib/names';
import { tableNameOf, type Deployment } from './deployment';
import { silentLog } from './silent-log';

export interface AuditStores {
  table: Table;
  /** With the key of the audit. */
  fingerprints: Fingerprints;
}

/** What the audit is kept in, by the operator’s own rights. @throws Refusal, Error of AWS */
export const auditStores = async (deployment: Deployment): Promise<AuditStores> => {
  const { aws, tenant } = deployment;
  const keys = createDataKeys({
    readSecret: sdkSecrets(aws.secrets),
    prefix: secretPrefix(tenant.tenant),
    purpose: 'audit',
    log: silentLog,
  });
  return { table: createTable(aws.dynamoDb, await tableNameOf(deployment)), fingerprints: createFingerprints(keys) };
};
