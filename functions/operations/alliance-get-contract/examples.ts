import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-get-contract/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A signed contract',
    provenance: 'assumed',
    request: { query: { quoteId: '0Q0Kf000000xjXgKAI' } },
    answer: {
      status: 200,
      body: { quoteId: '0Q0Kf000000xjXgKAI', contractStatus: 'Signed', esignRequestId: '527958' },
    },
  },
]);
