import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/activate-service/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A phone with a SIM',
    provenance: 'assumed',
    request: {
      body: {
        billingAccountNumber: '287300000002',
        foundationAccountNumber: '50000001',
        subscriber: {
          name: { firstName: 'Robin', lastName: 'Example' },
          contact: { email: 'robin@example.com', phoneNumber: '2125550101' },
          primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
        },
        serviceZip: '10001',
        ratePlanCode: 'UNLIMITED-A',
        featureCodes: ['ROAM-NA'],
        device: { imei: '352099000001046', sim: '89014103200000000023' },
        externalId: 'order-1001',
      },
    },
    answer: {
      status: 202,
      body: {
        requestId: 'ACT-0000000001',
        requestStatus: 'pending',
        lines: [{ subscriberNumber: null, status: 'pending' }],
      },
    },
  },
  {
    name: 'A phone with an eSIM and a chosen number',
    provenance: 'assumed',
    request: {
      body: {
        billingAccountNumber: '287300000002',
        subscriber: {
          name: { businessName: 'Example Freight LLC' },
          primaryPlaceOfUse: {
            street: '200 Sample Street',
            unit: 'Suite 5',
            city: 'New York',
            state: 'NY',
            zipCode: '10001-0001',
            country: 'USA',
          },
        },
        serviceZip: '10001',
        ratePlanCode: 'UNLIMITED-A',
        device: { imei: '352099000001053', eid: '89049032000000000000000000000163' },
        subscriberNumber: '2125550124',
      },
    },
    answer: {
      status: 202,
      body: {
        requestId: 'ACT-0000000002',
        requestStatus: 'pending',
        lines: [{ subscriberNumber: '2125550124', status: 'reserved' }],
      },
    },
  },
]);
