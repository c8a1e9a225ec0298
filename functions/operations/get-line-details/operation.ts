import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { iccid, imei } from '#operations/mobility-schemas/device';
import { lineDetails } from '#operations/mobility-schemas/line';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { exactlyOneOf, queryOf, word } from '#operations/query';

const keys = {
  subscriberNumber: subscriberNumber.optional(),
  subscriberStatus: word
    .describe('`active`, `suspended` or `cancelled`: words of AT&T’s overview. How the API spells them is not public.')
    .optional(),
  sim: iccid.optional(),
  imei: imei.optional(),
};

const query = queryOf(keys).superRefine(exactlyOneOf(Object.keys(keys)));

export const operation = defineOperation({
  id: 'get-line-details',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get the details of a line',
  description:
    'Reads status, rate plan, features and device of lines by exactly one key: number, status, SIM or IMEI. Finding none is an answer, not an error.',
  impact: 'Partners cannot see the plan, features, device or status of a line before they change it.',
  method: 'GET',
  path: '/v1/mobility/line-details',
  request: { query },
  response: z
    .looseObject({ lines: z.array(lineDetails) })
    .describe('The lines found. Assumed: AT&T publishes no answer.'),
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobility/lineconfig/api/v1/service',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: all keys as query parameters. Host: not published by AT&T. An independent connector (host https://apsapi.att.com:8082, unconfirmed by AT&T) lists GET with the number at the end of this path, and POST /api/mobility/lineDetails/imei for an IMEI.',
  },
  success: { done: z.object({ lines: z.array(z.object({})) }) },
  idempotency: 'safe',
  cacheable: { of: 'line', numberAt: '/query/subscriberNumber' },
  line: { numberAt: '/query/subscriberNumber', devices: { imei: '/query/imei', sim: '/query/sim' } },
});
