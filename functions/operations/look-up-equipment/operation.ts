import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { imei } from '#operations/mobility-schemas/device';
import { queryOf } from '#operations/query';
import { text } from '#operations/mobility-schemas/text';

const productName = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z ()+_-]{0,63}$/, 'must be letters, digits, spaces and `()+_-`, at most 64');

const query = queryOf({
  imei: imei.optional(),
  make: productName.describe('Manufacturer.').optional(),
  model: productName.optional(),
}).refine(({ imei, make, model }) => imei !== undefined || make !== undefined || model !== undefined, {
  error: 'must be given, or `make` or `model`',
  path: ['imei'],
});

const response = z
  .looseObject({
    equipment: z.array(
      z.looseObject({
        imei: text.optional(),
        make: text.optional(),
        model: text.optional(),
        deviceType: text.optional(),
        esim: z.boolean().describe('Whether the device takes an eSIM.').optional(),
        certified: z.boolean().describe('Whether AT&T allows the device on its network.').optional(),
      }),
    ),
  })
  .describe('What the catalog has. Assumed: AT&T publishes no answer.');

export const operation = defineOperation({
  id: 'look-up-equipment',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Look up equipment in AT&T’s catalog',
  description:
    'Finds devices by IMEI, make or model. Finding none is an answer, not an error. AT&T’s overview names this function once and says no more.',
  impact: 'Partners cannot check whether a device works on AT&T’s network before they sell or activate it.',
  method: 'GET',
  path: '/v1/mobility/equipment',
  request: { query },
  response,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobility/equipment/api/v1/catalog',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path.',
  },
  success: { done: z.object({ equipment: z.array(z.object({})) }) },
  idempotency: 'safe',
});
