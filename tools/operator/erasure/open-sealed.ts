import { bulkCallSchema } from '#bulk/bulk-call';
import { openContent } from '#bulk/sealed-content';
import { Problem } from '#domain/problems/problems';
import { sdkSecrets } from '#platform/aws/secrets';
import { createCipher } from '#platform/data-keys/cipher';
import { createDataKeys, type DataKeyPurpose } from '#platform/data-keys/data-keys';
import type { Item } from '#platform/table/table';
import { pushSchema } from '#pushes/push';
import { createPushContent } from '#pushes/push-content';
import { secretPrefix } from '../../../lib/names';
import type { Deployment } from '../deployment';
import { silentLog } from '../silent-log';
import type { Open } from './survey';

/** Opens what may hold a telephone number that stands nowhere beside it: messages AT&T has pushed, rows that wait. */
export const sealedOpener = ({ aws, tenant }: Deployment): { open: Open; unopened: () => number } => {
  let unopened = 0;
  const keysFor = (purpose: DataKeyPurpose) =>
    createDataKeys({
      readSecret: sdkSecrets(aws.secrets),
      prefix: secretPrefix(tenant.tenant),
      purpose,
      log: silentLog,
    });
  const rows = createCipher(keysFor('bulk-rows'));
  const pushes = createPushContent(keysFor('pushes'));
  const opened = async (read: () => Promise<string[]>): Promise<string[]> => {
    try {
      return await read();
    } catch (error) {
      // Without any key it is not that one alone.
      if (error instanceof Problem) throw error;
      unopened += 1;
      return [];
    }
  };
  return {
    unopened: () => unopened,
    open: async (kind, item: Item) => {
      if (item['sealed'] === undefined) return [];
      if (kind === 'push') return opened(async () => [await pushes.open(pushSchema.parse(item))]);
      if (kind !== 'bulk-call') return [];
      const bulkId = String(item['pk']).slice('BULK-WRITE#'.length);
      return opened(async () => {
        const { pathParameters, body = '' } = await openContent(rows, bulkId, bulkCallSchema.parse(item));
        return [...Object.values(pathParameters), body];
      });
    },
  };
};
