import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/create-billing-account/operation';

export const documented = defineExamples(operation, [
  {
    name: 'An account of a business',
    provenance: 'assumed',
    request: {
      body: {
        name: { businessName: 'Example Freight LLC' },
        address: {
          street: '200 Sample Street',
          unit: 'Suite 5',
          city: 'New York',
          state: 'NY',
          zipCode: '10001-0001',
          country: 'USA',
        },
        contact: {
          name: { firstName: 'Robin', lastName: 'Example' },
          email: 'billing@example.com',
          phoneNumber: '2125550101',
        },
        foundationAccountNumber: '50000001',
        billingPreferences: { billFormat: 'paperless', language: 'en' },
      },
    },
    answer: {
      status: 201,
      body: {
        billingAccountNumber: '287300000004',
        accountStatus: 'active',
        foundationAccountNumber: '50000001',
        createdDate: '2026-11-05T09:00:00+0000',
      },
    },
  },
]);
