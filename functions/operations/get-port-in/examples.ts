import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/get-port-in/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The old carrier has agreed',
    provenance: 'assumed',
    request: { path: { portInId: 'PORT-0000000022' } },
    answer: {
      status: 200,
      body: {
        id: 'PORT-0000000022',
        portRequestNumber: 'PORT-0000000022',
        state: 'confirmed',
        subscriberNumber: '2125550122',
        orderDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
        confirmedDate: '2026-11-06T15:30:00+0000',
        stateReason: null,
      },
    },
  },
  {
    name: 'The old carrier has refused',
    provenance: 'assumed',
    request: { path: { portInId: 'PORT-0000000023' } },
    answer: {
      status: 200,
      body: {
        id: 'PORT-0000000023',
        portRequestNumber: 'PORT-0000000023',
        state: 'CT',
        subscriberNumber: '2125550123',
        orderDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
        stateReason: { code: 'PASSCODE_PIN_INVALID', text: 'The transfer PIN is wrong or has expired.' },
      },
    },
  },
]);
