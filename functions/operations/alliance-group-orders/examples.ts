import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-group-orders/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A group of one order',
    provenance: 'assumed',
    request: { body: { groupName: 'West coast stores', orderIds: ['801Kf000004FnicIAC'] } },
    answer: {
      status: 200,
      body: { status: 'Success', statusMessage: 'Success', groupId: 'a3GKf000000WestKAE' },
    },
  },
]);
