import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { creditDecision, creditWasChecked } from '#operations/ordering-schemas/credit-decision';
import { noneFoundOf } from '#operations/ordering-schemas/none-found';
import { quoteId } from '#operations/ordering-schemas/ids';
import { timestamp } from '#operations/ordering-schemas/timestamp';
import { allianceCredit } from '#operations/shared/answer-facts';
import { queryOf } from '#operations/query';

const none = noneFoundOf('credit check');

const check = creditDecision.extend({
  createdDate: timestamp
    .describe('When it was made. Assumed; without it a credit check that got no answer is not known again.')
    .optional(),
});

export const operation = defineOperation({
  id: 'alliance-get-credit-check',
  family: 'ordering-alliance',
  scope: 'ordering:read',
  summary: 'Get the credit check of an Alliance quote',
  description:
    'Reads the credit decision of a quote, such as one that went to manual review. The “check” half of AT&T’s “Check & Generate”, of which nothing but the name is published.',
  impact: 'Partners cannot see the outcome of Alliance credit checks that were not decided at once.',
  method: 'GET',
  path: '/v1/ordering/alliance/credit-checks',
  request: { query: queryOf({ quoteId }) },
  response: z.union([check, none.answer]),
  binding: {
    domain: 'credit-check',
    method: 'GET',
    path: '/creditCheck',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Operation: Alliance overview. Path: assumed to be that of Alliance’s `POST /creditCheck`. Method and query: assumed after AIAB’s `GET /contract?quoteId=`. Answer: assumed to be that of the POST. Hosts: not public.',
    statusAt: '/approvalStatus',
  },
  success: { done: creditWasChecked, noneFound: none.noneFound },
  idempotency: 'safe',
  order: { program: 'alliance', quoteIdAt: '/query/quoteId', factsIn: allianceCredit },
  polled: {
    kind: 'credit-check',
    until: { fact: 'credit', oneOf: ['approved', 'declined'] },
    schedule: {
      firstSeconds: 120,
      phases: [
        { untilHours: 4, everyMinutes: 15 },
        { untilHours: 72, everyMinutes: 120 },
      ],
      thenEveryHours: 8,
    },
    overdue: { afterHours: [72] },
    giveUpAfterDays: 60,
  },
});
