import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-check-credit/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s sample, without its unpublished details',
    provenance: 'partial',
    request: { body: { quoteId: '0Q0dx000002BpxKCAS', spId: 'A-06399x' } },
    answer: {
      status: 200,
      body: {
        flowName: 'createCreditCheck',
        id: '1234',
        status: 'Success',
        statusMessage: 'New credit check record has been created',
        creditCheckId: 'a9Xdx000000VF2nEAG',
        creditCheckDetails: {},
      },
    },
  },
  {
    name: 'With a decision in the details',
    provenance: 'assumed',
    request: { body: { quoteId: '0Q0dx000002UEnZCAW', spId: 'A-06399x' } },
    answer: {
      status: 200,
      body: {
        flowName: 'createCreditCheck',
        id: '1235',
        status: 'Success',
        statusMessage: 'New credit check record has been created',
        creditCheckId: 'a9Xdx000000VF3oEAG',
        creditCheckDetails: { approvalStatus: 'Auto-Approved', creditClass: 'LOW' },
      },
    },
  },
]);
