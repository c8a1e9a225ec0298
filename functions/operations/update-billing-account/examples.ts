import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/update-billing-account/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A new address',
    provenance: 'assumed',
    request: {
      path: { billingAccountNumber: '287300000002' },
      body: {
        address: {
          street: '200 Sample Street',
          unit: 'Suite 5',
          city: 'New York',
          state: 'NY',
          zipCode: '10001-0001',
          country: 'USA',
        },
      },
    },
    answer: {
      status: 200,
      body: {
        billingAccountNumber: '287300000002',
        status: 'Success',
        address: {
          street: '200 Sample Street',
          unit: 'Suite 5',
          city: 'New York',
          state: 'NY',
          zipCode: '10001-0001',
          country: 'USA',
        },
      },
    },
  },
]);
