import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { falseFlag, trueFlag } from '#operations/ordering-schemas/flags';
import { quoteId, recordId, solutionProviderId } from '#operations/ordering-schemas/ids';
import { mailbox, text } from '#operations/ordering-schemas/text';
import { contractSent } from '#operations/shared/answer-facts';

const endCustomer = z.looseObject({
  companyName: text.optional(),
  companyAddress: z
    .looseObject({
      street: text.optional(),
      city: text.optional(),
      state: text.describe('Two-letter code in AT&T’s sample.').optional(),
      zipCode: text.describe('ZIP+4 with a hyphen in AT&T’s sample.').optional(),
    })
    .optional(),
});

const request = z.looseObject({
  quoteId,
  spId: solutionProviderId,
  approverEmail: mailbox.describe('Mailbox of the approver, to whom the document goes.'),
  contractInput: z
    .looseObject({ endCustomerDetails: endCustomer.optional() })
    .describe(
      'What the contract says. AT&T’s text speaks of an effective date and a term; no member for them is public.',
    ),
});

const response = z.looseObject({
  ContractEnvelopeId: recordId.describe('Contract envelope record; prefix `a4T` in AT&T’s sample.'),
  ESignIntegrationResponseStep: z
    .looseObject({
      isSuccess: z.boolean().describe('False: the document did not reach e-signature, although AT&T answered 200.'),
      esignRequestIdABV: z.number().describe('Id of the e-signature request, an unquoted number.').optional(),
      description: text.describe('What was done with the document, in words.').optional(),
    })
    .describe('How handing the document to e-signature went.'),
  SetError: z.boolean().describe('True: the call failed although AT&T answered 200.'),
  callContractMS: z.boolean().describe('Internal to AT&T.').optional(),
});

export const operation = defineOperation({
  id: 'apex-create-contract',
  family: 'ordering-apex',
  scope: 'ordering:write',
  summary: 'Create an APEX contract and send it for e-signature',
  description:
    'Makes the contract of a quote and hands it to e-signature. Needs an approved credit check. The signature happens outside the API and APEX publishes no way to see it. A signed contract restricts later changes of the quote.',
  impact: 'Partners cannot send APEX contracts for signature, so approved quotes cannot become orders.',
  method: 'POST',
  path: '/v1/ordering/apex/contracts',
  request: { body: request },
  response,
  binding: {
    domain: 'contract',
    method: 'POST',
    path: '/contract-apex',
    provenance: 'published',
    baseUrls: {
      uat: 'https://uat-att-contract-eapi.nprd-gw.cloud.att.com/api/v1',
      production: 'https://att-contract-eapi.gw.cloud.att.com/api/v1',
    },
    source: 'Method and path: APEX reference page. Both base URLs: APEX overview.',
    idAt: '/ContractEnvelopeId',
  },
  success: {
    done: z.object({
      ContractEnvelopeId: presentId,
      ESignIntegrationResponseStep: z.object({ isSuccess: trueFlag }),
      SetError: falseFlag,
    }),
  },
  idempotency: 'required',
  order: { program: 'apex', step: 'create-contract', quoteIdAt: '/body/quoteId', factsIn: contractSent },
  notReadBack: 'AT&T publishes no read of an APEX contract.',
});
