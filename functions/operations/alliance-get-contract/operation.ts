import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { noneFoundOf } from '#operations/ordering-schemas/none-found';
import { quoteId } from '#operations/ordering-schemas/ids';
import { refusalCode } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';
import { timestamp } from '#operations/ordering-schemas/timestamp';
import { contractRead } from '#operations/shared/answer-facts';
import { queryOf } from '#operations/query';

const none = noneFoundOf('contract');

const contract = z
  .looseObject({
    quoteId: quoteId.optional(),
    contractStatus: text.describe('Where the contract stands. The values are not public.'),
    esignRequestId: z.union([text, z.number()]).describe('Id of the e-signature request.').optional(),
    contractId: text.optional(),
    createdDate: timestamp
      .describe('When it was made. Assumed; without it a contract whose creation got no answer is not known again.')
      .optional(),
  })
  .describe('AT&T does not publish this answer. `contractStatus` is the name the end-customer lookup uses.');

export const operation = defineOperation({
  id: 'alliance-get-contract',
  family: 'ordering-alliance',
  scope: 'ordering:read',
  summary: 'Get the contract of an Alliance quote',
  description:
    'Reads where the contract of a quote stands, such as whether it is signed. The “check” half of AT&T’s “Check & Generate”; AT&T prints the address for AIAB, where it has no product suffix and so looks shared.',
  impact: 'Partners cannot see whether Alliance contracts are signed, so orders wait for someone to ask.',
  method: 'GET',
  path: '/v1/ordering/alliance/contracts',
  request: { query: queryOf({ quoteId }) },
  response: z.union([contract, none.answer]),
  binding: {
    domain: 'contract',
    method: 'GET',
    path: '/contract',
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method, path and query: AIAB’s `GET /contract?quoteId=`, a path without product suffix. Hosts: printed for AIAB only and not for Alliance, so none is stated here. Answer: assumed.',
    statusAt: '/contractStatus',
  },
  success: {
    done: z.object({ contractStatus: presentId }),
    refused: refusalCode,
    noneFound: none.noneFound,
  },
  idempotency: 'safe',
  order: { program: 'alliance', quoteIdAt: '/query/quoteId', factsIn: contractRead },
  polled: {
    kind: 'contract-signature',
    until: { fact: 'signature', oneOf: ['signed', 'declined'] },
    schedule: {
      firstSeconds: 300,
      phases: [
        { untilHours: 24, everyMinutes: 30 },
        { untilHours: 168, everyMinutes: 180 },
      ],
      thenEveryHours: 12,
    },
    overdue: { afterHours: [14 * 24] },
    giveUpAfterDays: 90,
  },
});
