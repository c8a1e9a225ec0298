import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/look-up-equipment/operation';

export const documented = defineExamples(operation, [
  {
    name: 'By IMEI',
    provenance: 'assumed',
    request: { query: { imei: '352099000001012' } },
    answer: {
      status: 200,
      body: {
        equipment: [
          {
            imei: '352099000001012',
            make: 'Example',
            model: 'Phone 1',
            deviceType: 'smartphone',
            esim: true,
            certified: true,
          },
        ],
      },
    },
  },
  {
    name: 'By make and model',
    provenance: 'assumed',
    request: { query: { make: 'Example', model: 'Phone 2' } },
    answer: {
      status: 200,
      body: {
        equipment: [{ make: 'Example', model: 'Phone 2', deviceType: 'smartphone', esim: true, certified: true }],
      },
    },
  },
]);
