import { defineOperation } from '#domain/define-operation';
import { lineChangeAnswer, lineChangeSuccess } from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';

export const operation = defineOperation({
  id: 'resend-ota-profile',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Resend the over-the-air profile',
  description: 'Sends a line’s profile to its device again when the device has missed an update.',
  impact: 'Partners cannot resend profiles, so devices that missed an update stay without service.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/ota-profile-resend',
  request: { path: subscriberPath },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/service/{subscriberNumber}/resendSubscriberActivation',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed: method and path of the same function in a neighbouring AT&T family. Host: not published by AT&T.',
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  notReadBack: 'AT&T publishes no read that shows whether a profile was sent.',
});
