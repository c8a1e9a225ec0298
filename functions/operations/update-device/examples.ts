import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/update-device/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Another phone and SIM',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550109' },
      body: { imei: '352099000001020', sim: '89014103200000000040', effectiveDate: 'immediate' },
    },
    answer: {
      status: 200,
      body: { subscriberNumber: '2125550109', status: 'Success', effectiveDate: '2026-11-05T09:00:00+0000' },
    },
  },
  {
    name: 'An upgrade to an eSIM',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550110' },
      body: { imei: '352099000001038', eid: '89049032000000000000000000000260' },
    },
    answer: {
      status: 200,
      body: { subscriberNumber: '2125550110', status: 'Success', effectiveDate: '2026-11-05T09:00:00+0000' },
    },
  },
]);
