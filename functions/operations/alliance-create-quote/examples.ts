import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-create-quote/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A quote for one site',
    provenance: 'assumed',
    request: {
      body: {
        spId: '10067',
        subAccountId: 'TWNN1I',
        opportunityName: 'Dedicated internet for Minneapolis',
        sites: [
          {
            siteName: 'Minneapolis',
            street: '901 Marquette Ave STE 700',
            city: 'Minneapolis',
            state: 'MN',
            zipCode: '55402',
            country: 'US',
          },
        ],
      },
    },
    answer: {
      status: 200,
      body: {
        status: 'Success',
        statusMessage: 'Success',
        opportunityId: '006KQ000000MplsYAC',
        quoteId: '0Q0KQ000000CvYs0AK',
        sites: [{ siteId: 'a7lKQ000000MplsYAC', siteName: 'Minneapolis' }],
      },
    },
  },
]);
