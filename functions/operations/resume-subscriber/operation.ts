import { defineOperation } from '#domain/define-operation';
import { byLineStatus } from '#operations/mobility-schemas/read-back';
import { lineChangeAnswer, lineChangeSuccess, linePath, statusChange } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

export const operation = defineOperation({
  id: 'resume-subscriber',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Resume a suspended line',
  description: 'Gives a suspended line its service back.',
  impact: 'Partners cannot resume suspended lines, so their users stay without service.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/resumption',
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
    bodyMembers: { action: 'resume' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  line: { numberAt: '/path/subscriberNumber', change: { from: ['suspended'], to: 'active' } },
  readBack: byLineStatus('active'),
});
