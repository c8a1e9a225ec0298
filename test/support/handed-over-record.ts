import type { RequestRecord } from '#requests/request-record';
import type { Item } from './aws-stores';

/** A write that waits for a worker. */
export const handedOverOf = ({ pk, sealed }: Item): RequestRecord => ({
  ...{ requestId: `req_${pk}`, solutionProvider: pk, operation: 'request-port-in', clientId: 'client' },
  ...{ outcome: 'in-flight', owner: 'owner', bodyHash: '1.x', evidence: [], request: { path: {}, query: {} } },
  ...{ startedAt: '2026-11-02T12:00:00.000Z', deadlineAt: '2026-11-02T12:01:30.000Z', longestMs: 600_000 },
  handedOver: { sealed, keyId: '1' },
});
