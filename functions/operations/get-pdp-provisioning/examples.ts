import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/get-pdp-provisioning/operation';

export const documented = defineExamples(operation, [
  {
    name: 'One line done, one failed',
    provenance: 'assumed',
    request: { path: { batchId: 'PDP-0000000002' } },
    answer: {
      status: 200,
      body: {
        batchId: 'PDP-0000000002',
        batchStatus: 'partial',
        apn: 'fleet.example.com',
        subscribers: [
          {
            subscriberNumber: '2125550119',
            staticIp: '192.0.2.20',
            profileCheck: 'completed',
            ipReservation: 'completed',
            profileUpdate: 'completed',
          },
          {
            subscriberNumber: '2125550127',
            staticIp: null,
            profileCheck: 'completed',
            ipReservation: 'failed',
            profileUpdate: 'pending',
            reason: 'The address is in use.',
          },
        ],
      },
    },
  },
]);
