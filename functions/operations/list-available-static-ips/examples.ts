import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/list-available-static-ips/operation';

export const documented = defineExamples(operation, [
  {
    name: 'Free addresses of an APN',
    provenance: 'assumed',
    request: { body: { apn: 'fleet.example.com' } },
    answer: {
      status: 200,
      body: { apn: 'fleet.example.com', ipAddresses: ['192.0.2.10', '192.0.2.11', '192.0.2.12'] },
    },
  },
]);
