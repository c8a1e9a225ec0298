import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { apn } from '#operations/mobility-schemas/pdp';
import { filledText, text } from '#operations/mobility-schemas/text';

const body = z
  .looseObject({ apn, packetDataProfile: filledText.describe('Name of the packet-data profile.').optional() })
  .describe('Where to look for free addresses.');

const response = z
  .looseObject({ apn: text.optional(), ipAddresses: z.array(text).describe('Free addresses; may be none.') })
  .describe('Assumed: AT&T publishes no answer.');

export const operation = defineOperation({
  id: 'list-available-static-ips',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'List free static IP addresses',
  description: 'Lists the static IP addresses of a custom APN that no line uses. Changes and reserves nothing.',
  impact: 'Partners cannot find free static IP addresses for their customers’ devices.',
  method: 'POST',
  path: '/v1/mobility/static-ips/search',
  request: { body },
  response,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/sp/mobility/pdp/api/v1/ipaddresses',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path.',
  },
  success: { done: z.object({ ipAddresses: z.array(z.string()) }) },
  idempotency: 'safe',
});
