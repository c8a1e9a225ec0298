import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import { operation as getContract } from '#operations/alliance-get-contract/operation';
import { quoteId } from '#operations/ordering-schemas/ids';
import { refusalCode } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';
import { byQuote } from '#operations/ordering-schemas/quote-read-back';
import { contractSent } from '#operations/shared/answer-facts';

const request = z
  .looseObject({
    quoteId,
    contractType: text.describe('`Quote-Based` is the one value AIAB’s page lists.').optional(),
    contractDetails: z
      .looseObject({
        contactObj: z
          .looseObject({
            contactFirstName: text.optional(),
            contactLastName: text.optional(),
            contactTitle: text.optional(),
            contactPhone: text.optional(),
            contactEmail: text.optional(),
          })
          .describe('Who signs.')
          .optional(),
      })
      .optional(),
  })
  .describe('AT&T does not publish this body. Assumed to be that of AIAB’s Initiate Contract.');

const response = z
  .looseObject({
    code: z.union([z.number(), text]).describe('Like an HTTP status.'),
    message: text.optional(),
    description: text.optional(),
    traceId: text.optional(),
    transactionId: text.optional(),
    esignRequestId: z.union([text, z.number()]).describe('Id of the e-signature request.'),
  })
  .describe('AT&T does not publish this answer. Assumed to be that of AIAB’s Initiate Contract.');

const sentForSignature = z.object({
  code: z.union([z.number().int().min(200).max(299), z.string().regex(/^2\d\d$/)]),
  esignRequestId: z.union([z.string().trim().min(1), z.number()]),
});

export const operation = defineOperation({
  id: 'alliance-create-contract',
  family: 'ordering-alliance',
  scope: 'ordering:write',
  summary: 'Create an Alliance contract for e-signature',
  description:
    'Makes the contract of a quote whose credit check is approved, and sends it for signature. The signature happens outside the API. The “generate” half of AT&T’s “Check & Generate”, of which nothing but the name is published.',
  impact: 'Partners cannot send Alliance contracts for signature, so approved quotes cannot become orders.',
  method: 'POST',
  path: '/v1/ordering/alliance/contracts',
  request: { body: request },
  response,
  binding: {
    domain: 'contract',
    method: 'POST',
    path: '/contract',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Method and path: assumed after AIAB’s `POST /contract/aiab`, without its product segment. Hosts: printed for AIAB only.',
    idAt: '/esignRequestId',
    statusAt: '/code',
  },
  success: { done: sentForSignature, refused: refusalCode },
  idempotency: 'required',
  order: { program: 'alliance', step: 'create-contract', quoteIdAt: '/body/quoteId', factsIn: contractSent },
  polledBy: getContract,
  readBack: byQuote(getContract, (answer) => {
    const esignRequestId = textAt(answer, '/esignRequestId');
    return {
      madeAt: textAt(answer, '/createdDate'),
      shown: esignRequestId === undefined ? undefined : { code: 200, esignRequestId },
    };
  }),
});
