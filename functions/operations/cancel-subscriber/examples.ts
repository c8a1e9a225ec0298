import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/cancel-subscriber/operation';

export const documented = defineExamples(operation, [
  {
    name: 'An employee has left',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550104' },
      body: { reasonCode: 'EmployeeLeftCompany', effectiveDate: '2026-11-05T09:00:00+0000' },
    },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550104',
        status: 'Success',
        lineStatus: 'cancelled',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
