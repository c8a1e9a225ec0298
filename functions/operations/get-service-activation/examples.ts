import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/get-service-activation/operation';

export const documented = defineExamples(operation, [
  {
    name: 'The line is active',
    provenance: 'assumed',
    request: { path: { activationId: 'ACT-0000000003' } },
    answer: {
      status: 200,
      body: {
        requestId: 'ACT-0000000003',
        requestStatus: 'active',
        lines: [{ subscriberNumber: '2125550125', status: 'active' }],
      },
    },
  },
  {
    name: 'The line was rejected',
    provenance: 'assumed',
    request: { path: { activationId: 'ACT-0000000004' } },
    answer: {
      status: 200,
      body: {
        requestId: 'ACT-0000000004',
        requestStatus: 'rejected',
        lines: [
          {
            subscriberNumber: null,
            status: 'rejected',
            reasonCode: 'SIM_IN_USE',
            reason: 'The SIM is in use on another line.',
          },
        ],
      },
    },
  },
]);
