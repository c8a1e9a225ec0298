import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/remove-static-ip/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A device that is taken out of service',
    provenance: 'assumed',
    request: { path: { subscriberNumber: '2125550119' } },
    answer: { status: 200, body: { subscriberNumber: '2125550119', status: 'Success' } },
  },
]);
