import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/restore-subscriber/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A line cancelled by mistake',
    provenance: 'assumed',
    request: { path: { subscriberNumber: '2125550105' }, body: { reasonCode: 'CustomerRequest' } },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550105',
        status: 'Success',
        lineStatus: 'active',
        effectiveDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
