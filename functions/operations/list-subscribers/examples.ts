import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/list-subscribers/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The lines of a billing account',
    provenance: 'assumed',
    request: { query: { billingAccountNumber: '287300000001' } },
    answer: {
      status: 200,
      body: {
        subscribers: [
          {
            subscriberNumber: '2125550101',
            status: 'active',
            statusDate: '2026-01-15T09:00:00+0000',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Alex', lastName: 'Example' },
          },
          {
            subscriberNumber: '2125550102',
            status: 'suspended',
            statusDate: '2026-10-20T09:00:00+0000',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Sam', lastName: 'Sample' },
          },
        ],
        totalCount: 2,
        offset: 0,
        limit: 50,
      },
    },
  },
  {
    name: 'No line found',
    provenance: 'assumed',
    request: { query: { foundationAccountNumber: '50000009', subscriberStatus: 'cancelled' } },
    answer: { status: 200, body: { subscribers: [], totalCount: 0, offset: 0, limit: 50 } },
  },
]);
