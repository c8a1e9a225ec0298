import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/get-billing-account/operation';

export const documented = defineExamples(operation, [
  {
    name: 'An account of a business',
    provenance: 'assumed',
    request: { path: { billingAccountNumber: '287300000001' } },
    answer: {
      status: 200,
      body: {
        billingAccountNumber: '287300000001',
        accountStatus: 'active',
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
        createdDate: '2026-01-10T09:00:00+0000',
      },
    },
  },
]);
