import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/request-port-in/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A number from another carrier',
    provenance: 'assumed',
    request: {
      body: {
        subscriberNumber: '2125550120',
        billingAccountNumber: '287300000002',
        oldServiceProvider: { name: 'Sample Wireless', accountNumber: '900012345', pin: '482913' },
        accountHolder: {
          name: { firstName: 'Kim', lastName: 'Example' },
          address: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
        },
        billingZip: '10001',
        authorizationDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
        externalId: 'port-1001',
      },
    },
    answer: {
      status: 201,
      body: {
        id: 'PORT-0000000020',
        portRequestNumber: 'PORT-0000000020',
        state: 'acknowledged',
        subscriberNumber: '2125550120',
        orderDate: '2026-11-05T09:00:00+0000',
        requestedStartDate: '2026-11-06T15:30:00+0000',
        externalId: 'port-1001',
      },
    },
  },
]);
