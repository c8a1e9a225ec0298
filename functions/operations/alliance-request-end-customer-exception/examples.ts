import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-request-end-customer-exception/operation';

export const documented = defineExamples(operation, [
  {
    name: 'For the `ATT ONLY` customer of the lookup’s sample',
    provenance: 'assumed',
    request: {
      body: {
        spId: '10067',
        accountId: '1234abb000000cd',
        subAccountId: 'Z9Y8X',
        reason: 'The customer asked us for an offer in writing.',
      },
    },
    answer: {
      status: 200,
      body: {
        status: 'Success',
        statusMessage: 'Exception request has been sent to the operations team',
        exceptionRequestId: 'a1Xdx000000ExcQEAS',
      },
    },
  },
]);
