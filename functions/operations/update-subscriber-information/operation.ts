import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { bodyOf, byLineDetails, comparison, scalarPairs } from '#operations/mobility-schemas/read-back';
import { address } from '#operations/mobility-schemas/address';
import {
  lineChangeAnswer,
  lineChangeMembers,
  lineChangeSuccess,
  linePath,
} from '#operations/mobility-schemas/line-change';
import { contact, name } from '#operations/mobility-schemas/person';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

const body = z
  .looseObject({
    name: name.describe('Name of the contact on record.').optional(),
    contact: contact.optional(),
    primaryPlaceOfUse: address.describe('Where the line is mostly used.').optional(),
    ...lineChangeMembers,
  })
  .refine(
    (body) => body.name !== undefined || body.contact !== undefined || body.primaryPlaceOfUse !== undefined,
    'must have at least one of `name`, `contact` and `primaryPlaceOfUse`',
  )
  .describe('What changes.');

/** Members that line details show as well. */
const shownMembers = z.looseObject({ name: z.unknown().optional(), primaryPlaceOfUse: z.unknown().optional() });

export const operation = defineOperation({
  id: 'update-subscriber-information',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Update name or address of a line’s user',
  description: 'Changes the contact’s name on record or the primary place of use of a line.',
  impact: 'Partners cannot correct the name or address of a line’s user, which emergency services rely on.',
  method: 'PATCH',
  path: '/v1/mobility/subscribers/{subscriberNumber}',
  request: { path: subscriberPath, body },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: linePath,
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: the path an independent connector lists for other line changes (host https://apsapi.att.com:8082, unconfirmed by AT&T), told apart by `action`. Host: not published by AT&T.',
    bodyMembers: { action: 'updateSubscriberInformation' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'contact',
  line: { numberAt: '/path/subscriberNumber' },
  readBack: byLineDetails((line, request) => {
    const { name, primaryPlaceOfUse } = shownMembers.parse(bodyOf(request));
    return comparison(scalarPairs({ name, primaryPlaceOfUse }, line));
  }),
});
