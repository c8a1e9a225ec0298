import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/apex-create-quote/operation';

export const documented = defineExamples(operation, [
  {
    name: 'A quote for one site',
    provenance: 'assumed',
    request: {
      body: {
        spId: 'A-06399x',
        opportunityName: 'Dedicated internet for Plano',
        sites: [{ siteName: 'Plano', street: '3400 W PLANO PKWY', city: 'Plano', state: 'TX', zipCode: '75075-8011' }],
      },
    },
    answer: {
      status: 200,
      body: {
        status: 'Success',
        statusMessage: 'Success',
        opportunityId: '006dx000003PlanAAE',
        quoteId: '0Q0dx000002UEnZCAW',
        sites: [{ siteId: 'a7ldx000000o0pdAAA', siteName: 'Plano' }],
      },
    },
  },
]);
