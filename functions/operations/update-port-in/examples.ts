import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/update-port-in/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A fresh transfer PIN',
    provenance: 'assumed',
    request: { path: { portInId: 'PORT-0000000021' }, body: { oldServiceProvider: { pin: '739105' } } },
    answer: {
      status: 200,
      body: {
        id: 'PORT-0000000021',
        portRequestNumber: 'PORT-0000000021',
        state: 'pending',
        subscriberNumber: '2125550121',
        orderDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
      },
    },
  },
]);
