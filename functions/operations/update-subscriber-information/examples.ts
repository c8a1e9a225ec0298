import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/update-subscriber-information/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A new user at a new address',
    provenance: 'assumed',
    request: {
      path: { subscriberNumber: '2125550112' },
      body: {
        name: { firstName: 'Jamie', lastName: 'Sample' },
        primaryPlaceOfUse: {
          street: '200 Sample Street',
          unit: 'Suite 5',
          city: 'New York',
          state: 'NY',
          zipCode: '10001-0001',
          country: 'USA',
        },
      },
    },
    answer: { status: 200, body: { subscriberNumber: '2125550112', status: 'Success' } },
  },
]);
