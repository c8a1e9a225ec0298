import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/provision-pdp/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Two lines',
    provenance: 'assumed',
    request: {
      body: {
        apn: 'fleet.example.com',
        subscribers: [
          { subscriberNumber: '2125550117', staticIp: '192.0.2.10' },
          { subscriberNumber: '2125550118', staticIp: '192.0.2.11' },
        ],
      },
    },
    answer: {
      status: 202,
      body: {
        batchId: 'PDP-0000000001',
        batchStatus: 'pending',
        apn: 'fleet.example.com',
        subscribers: [
          {
            subscriberNumber: '2125550117',
            staticIp: '192.0.2.10',
            profileCheck: 'pending',
            ipReservation: 'pending',
            profileUpdate: 'pending',
          },
          {
            subscriberNumber: '2125550118',
            staticIp: '192.0.2.11',
            profileCheck: 'pending',
            ipReservation: 'pending',
            profileUpdate: 'pending',
          },
        ],
      },
    },
  },
]);
