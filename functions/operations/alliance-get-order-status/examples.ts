import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-get-order-status/operation';

export const documented = defineExamples(operation, [
  {
    name: 'In progress, shaped like AIAB’s sample',
    provenance: 'assumed',
    request: {
      query: {
        externalIdentifierId: '801Kf000004FnicIAC',
        externalIdentifierType: 'OrderNumber',
        businessAccountName: 'Test CCSham',
      },
    },
    answer: {
      status: 200,
      body: {
        status: 200,
        responseData: { orderNumber: '801Kf000004FnicIAC', orderStatus: 'IN_PROGRESS' },
        timestamp: '2026-02-19T15:04:05Z',
      },
    },
  },
]);
