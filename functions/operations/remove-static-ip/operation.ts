import { defineOperation } from '#domain/define-operation';
import { byLineDetails } from '#operations/mobility-schemas/read-back';
import { lineChangeAnswer, lineChangeSuccess } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';
import { valueAt } from '#domain/json/json-pointer';

export const operation = defineOperation({
  id: 'remove-static-ip',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Remove the static IP of a line',
  description: 'Takes the static IP address off a line’s packet-data profile.',
  impact: 'Partners cannot free static IP addresses, so none may be left for new devices.',
  method: 'DELETE',
  path: '/v1/mobility/subscribers/{subscriberNumber}/static-ip',
  request: { path: subscriberPath },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'DELETE',
    path: '/sp/mobility/pdp/api/v1/service/{subscriberNumber}/ipaddress',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path.',
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'network',
  line: { numberAt: '/path/subscriberNumber' },
  readBack: byLineDetails((line) => {
    const address = valueAt(line, '/staticIp');
    if (address === undefined) return 'undecidable';
    return address === null || address === '' ? 'applied' : 'not-applied';
  }),
});
