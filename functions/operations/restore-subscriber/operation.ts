import { defineOperation } from '#domain/define-operation';
import { byLineStatus } from '#operations/mobility-schemas/read-back';
import { lineChangeAnswer, lineChangeSuccess, linePath, statusChange } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

export const operation = defineOperation({
  id: 'restore-subscriber',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Restore a cancelled line',
  description: 'Brings a cancelled line back with its number, within 60 days of the cancellation.',
  impact: 'Partners cannot restore cancelled lines, so customers may lose their numbers for good.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/restoration',
  request: { path: subscriberPath, body: statusChange },
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
    bodyMembers: { action: 'restore' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'restoration',
  line: { numberAt: '/path/subscriberNumber', change: { from: ['cancelled'], to: 'active' } },
  readBack: byLineStatus('active'),
});
