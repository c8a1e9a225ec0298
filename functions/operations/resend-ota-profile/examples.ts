import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/resend-ota-profile/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A device that missed an update',
    provenance: 'assumed',
    request: { path: { subscriberNumber: '2125550114' } },
    answer: { status: 200, body: { subscriberNumber: '2125550114', status: 'Success' } },
  },
]);
