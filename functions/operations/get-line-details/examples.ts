import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/get-line-details/operation';

export const documented = defineExamples(operation, [
  {
    name: 'By number',
    provenance: 'assumed',
    request: { query: { subscriberNumber: '2125550101' } },
    answer: {
      status: 200,
      body: {
        lines: [
          {
            subscriberNumber: '2125550101',
            status: 'active',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Alex', lastName: 'Example' },
            primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
            ratePlan: {
              code: 'UNLIMITED-A',
              description: 'Unlimited',
              effectiveDate: '2026-01-15T09:00:00+0000',
              expirationDate: null,
            },
            features: [
              { code: 'ROAM-NA', description: 'Roaming in North America', effectiveDate: '2026-01-15T09:00:00+0000' },
            ],
            device: { imei: '352099000001012', sim: '89014103200000000001', make: 'Example', model: 'Phone 1' },
          },
        ],
      },
    },
  },
  {
    name: 'By status',
    provenance: 'assumed',
    request: { query: { subscriberStatus: 'suspended' } },
    answer: {
      status: 200,
      body: {
        lines: [
          {
            subscriberNumber: '2125550102',
            status: 'suspended',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Sam', lastName: 'Sample' },
            primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
            ratePlan: {
              code: 'UNLIMITED-A',
              description: 'Unlimited',
              effectiveDate: '2026-01-15T09:00:00+0000',
              expirationDate: null,
            },
            features: [
              { code: 'ROAM-NA', description: 'Roaming in North America', effectiveDate: '2026-01-15T09:00:00+0000' },
            ],
            device: { imei: '352099000001061', sim: '89014103200000000002', make: 'Example', model: 'Phone 1' },
          },
        ],
      },
    },
  },
  {
    name: 'By SIM',
    provenance: 'assumed',
    request: { query: { sim: '89014103200000000001' } },
    answer: {
      status: 200,
      body: {
        lines: [
          {
            subscriberNumber: '2125550101',
            status: 'active',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Alex', lastName: 'Example' },
            primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
            ratePlan: {
              code: 'UNLIMITED-A',
              description: 'Unlimited',
              effectiveDate: '2026-01-15T09:00:00+0000',
              expirationDate: null,
            },
            features: [
              { code: 'ROAM-NA', description: 'Roaming in North America', effectiveDate: '2026-01-15T09:00:00+0000' },
            ],
            device: { imei: '352099000001012', sim: '89014103200000000001', make: 'Example', model: 'Phone 1' },
          },
        ],
      },
    },
  },
  {
    name: 'By IMEI',
    provenance: 'assumed',
    request: { query: { imei: '352099000001012' } },
    answer: {
      status: 200,
      body: {
        lines: [
          {
            subscriberNumber: '2125550101',
            status: 'active',
            billingAccountNumber: '287300000001',
            foundationAccountNumber: '50000001',
            name: { firstName: 'Alex', lastName: 'Example' },
            primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
            ratePlan: {
              code: 'UNLIMITED-A',
              description: 'Unlimited',
              effectiveDate: '2026-01-15T09:00:00+0000',
              expirationDate: null,
            },
            features: [
              { code: 'ROAM-NA', description: 'Roaming in North America', effectiveDate: '2026-01-15T09:00:00+0000' },
            ],
            device: { imei: '352099000001012', sim: '89014103200000000001', make: 'Example', model: 'Phone 1' },
          },
        ],
      },
    },
  },
]);
