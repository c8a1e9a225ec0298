import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { billingAccountNumber, foundationAccountNumber } from '#operations/mobility-schemas/account';
import { lineSummary } from '#operations/mobility-schemas/line';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { queryOf, wholeNumber, word } from '#operations/query';

const query = queryOf({
  foundationAccountNumber: foundationAccountNumber.optional(),
  billingAccountNumber: billingAccountNumber.optional(),
  subscriberNumber: subscriberNumber.optional(),
  subscriberStatus: word
    .describe('`active`, `suspended` or `cancelled`: words of AT&T’s overview. How the API spells them is not public.')
    .optional(),
  offset: wholeNumber.describe('Lines to skip. Assumed.').optional(),
  limit: wholeNumber.describe('Lines per page. Assumed.').optional(),
});

const response = z
  .looseObject({
    subscribers: z.array(lineSummary),
    totalCount: z.number().describe('Lines that match, on all pages.').optional(),
    offset: z.number().optional(),
    limit: z.number().optional(),
  })
  .describe('One page of lines. Assumed: AT&T publishes no answer.');

export const operation = defineOperation({
  id: 'list-subscribers',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'List the lines of an account or status',
  description:
    'Lists lines by foundation account, billing account, subscriber number and status, in any combination, page by page.',
  impact: 'Partners cannot list their customers’ lines or see which are active, suspended or cancelled.',
  method: 'GET',
  path: '/v1/mobility/subscribers',
  request: { query },
  response,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobility/api/v1/account',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path. Paging by `offset` and `limit` is assumed too.',
  },
  success: { done: z.object({ subscribers: z.array(z.object({})) }) },
  idempotency: 'safe',
  cacheable: { of: 'line', numberAt: '/query/subscriberNumber' },
});
