import { requestRecords } from '#platform/table/keys';
import { createTable } from '#platform/table/table';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { tableName, type Client } from './dynalite-client';

type Open = Pick<RequestRecord, 'requestId' | 'startedAt'> & { outcome: 'needs-attention' | 'unknown' | 'succeeded' };

const solutionProvider = 'A-06399x';

/** Records of writes as they stand in the table, by their outcome. */
export const putRequests = async (client: Client, requests: readonly Open[]): Promise<void> => {
  const items = requests.map(({ requestId, startedAt, outcome }) => {
    const deadlineAt = outcome === 'needs-attention' ? `~${startedAt}` : startedAt;
    const isOpen = outcome !== 'succeeded';
    return {
      ...{ ...requestKey(requestId), ...requestRecords.list.of({ solutionProvider, startedAt, requestId }) },
      ...(isOpen && requestRecords.open.of({ solutionProvider, deadlineAt, requestId })),
      ...(!isOpen && { expiresAt: 2_000_000_000 }),
      ...{ requestId, solutionProvider, outcome, startedAt, deadlineAt: startedAt },
      ...{ operation: 'request-port-in', clientId: 'crm', owner: 'o', bodyHash: 'h', evidence: [] },
      request: { path: {}, query: {} },
    };
  });
  await createTable(client, tableName).putAll(items);
};
