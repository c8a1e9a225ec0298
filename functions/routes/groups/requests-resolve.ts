import { requestRecords } from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { resolveRequest } from '#routes/requests/resolve-request';

/** What partners tell of a request. */
export const requestsResolve = defineGroup({
  id: 'requests-resolve',
  description: 'Records the stated outcome of requests',
  routes: [resolveRequest],
  may: {
    get: [requestRecords],
    update: [requestRecords],
  },
});
