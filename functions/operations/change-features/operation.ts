import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { bodyOf, byLineDetails } from '#operations/mobility-schemas/read-back';
import {
  lineChangeAnswer,
  lineChangeMembers,
  lineChangeSuccess,
  linePath,
} from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';
import { productCode } from '#operations/mobility-schemas/text';

const body = z
  .looseObject({
    add: z.array(productCode).describe('Codes of the features to add.').optional(),
    remove: z.array(productCode).describe('Codes of the features to remove.').optional(),
    replaceDuplicateFeatures: z.boolean().describe('Name from a neighbouring AT&T family.').optional(),
    replaceConflictingFeatures: z.boolean().describe('Name from a neighbouring AT&T family.').optional(),
    ...lineChangeMembers,
  })
  .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, 'must add or remove at least one feature')
  .refine(({ add = [], remove = [] }) => !add.some((code) => remove.includes(code)), {
    error: 'must not name a feature that is added in the same request',
    path: ['remove'],
  })
  .describe('Features to add, to remove, or both.');

const wantedFeatures = z.looseObject({ add: z.array(z.string()).optional(), remove: z.array(z.string()).optional() });

const shownFeatures = z.looseObject({ features: z.array(z.looseObject({ code: z.string() })) });

export const operation = defineOperation({
  id: 'change-features',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Add or remove features of a line',
  description: 'Adds auxiliary features to a line’s rate plan, removes some, or both at once.',
  impact: 'Partners cannot add or remove features, such as roaming before a journey.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/feature-change',
  request: { path: subscriberPath, body },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: linePath,
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector (host https://apsapi.att.com:8082), unconfirmed by AT&T. Host: not published by AT&T. That `action` tells the changes apart is assumed.',
    bodyMembers: { action: 'changeFeatures' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  readBack: byLineDetails((line, request) => {
    const { add = [], remove = [] } = wantedFeatures.parse(bodyOf(request));
    const shown = shownFeatures.safeParse(line);
    if (!shown.success) return 'undecidable';
    const codes = shown.data.features.map(({ code }) => code);
    const isDone = [...add.map((code) => codes.includes(code)), ...remove.map((code) => !codes.includes(code))];
    if (isDone.every(Boolean)) return 'applied';
    return isDone.some(Boolean) ? 'undecidable' : 'not-applied';
  }),
});
