import { defineOperation } from '#domain/define-operation';
import { byLineStatus } from '#operations/mobility-schemas/read-back';
import { lineChangeAnswer, lineChangeSuccess, linePath, statusChange } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

export const operation = defineOperation({
  id: 'suspend-subscriber',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Suspend a line',
  description: 'Stops service on an active line without ending it, for example when a phone is lost.',
  impact: 'Partners cannot suspend lines, so lost or stolen phones stay usable.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/suspension',
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
    bodyMembers: { action: 'suspend' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  line: { numberAt: '/path/subscriberNumber', change: { from: ['active'], to: 'suspended' } },
  readBack: byLineStatus('suspended'),
});
