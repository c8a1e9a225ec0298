import { defineOperation } from '#domain/define-operation';
import { byLineStatus } from '#operations/mobility-schemas/read-back';
import { lineChangeAnswer, lineChangeSuccess, linePath, statusChange } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

export const operation = defineOperation({
  id: 'cancel-subscriber',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Cancel a line',
  description: 'Ends service on a line. It can be restored for 60 days.',
  impact: 'Partners cannot cancel lines, so customers are billed for lines they gave up.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/cancellation',
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
    bodyMembers: { action: 'cancel' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'cancellation',
  line: { numberAt: '/path/subscriberNumber', change: { from: ['active', 'suspended'], to: 'cancelled' } },
  readBack: byLineStatus('cancelled'),
});
