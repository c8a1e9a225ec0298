import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-get-enrichment-status/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s printed values as one record',
    provenance: 'partial',
    request: { query: { subOrderId: '801dx00000Z8bayAAB' } },
    answer: {
      status: 200,
      body: {
        Id: '802dx00000IfgCTAAZ',
        CreatedDate: '2026-03-05T09:04:51.000+0000',
        Product2: 'Product2',
        'Product2.Name': 'Port',
        'Port Speed': '10 Gbps',
      },
    },
  },
  {
    name: 'A list, with the product name nested',
    provenance: 'assumed',
    request: { query: { subOrderId: '801dx00000XWPy2AAH' } },
    answer: {
      status: 200,
      body: [
        {
          Id: '802dx00000IfgCTAAZ',
          CreatedDate: '2026-03-05T09:04:51.000+0000',
          Product2: { Name: 'Port' },
          'Port Speed': '10 Gbps',
        },
        { Id: '802dx00000IfgCUAAZ', CreatedDate: '2026-03-05T09:04:52.000+0000', Product2: { Name: 'Access' } },
      ],
    },
  },
]);
