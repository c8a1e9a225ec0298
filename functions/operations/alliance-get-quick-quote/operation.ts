import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { listWithoutRefusal, refusalInList } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const feature = z.looseObject({
  name: text.describe('`Port Speed`, `Access Speed`, `Interface`, `Management Option`, `Term` … in AT&T’s sample.'),
  value: text,
  code: text.describe('`ATT_SPEED`, `ATT_ACC_SPD`, `VEPC_ATTR_CONTRACT_TERM` … in AT&T’s sample.').optional(),
});

const site = z
  .looseObject({
    requestId: text.describe('Your own id of the request. AT&T keeps what belongs to it under it.').optional(),
    addressId: text.describe('AT&T’s id of the site’s address.').optional(),
    productId: text.describe('`OFF_ADI_MID_MARKET` in AT&T’s sample.').optional(),
    configuration: z.looseObject({ features: z.array(feature).optional() }).optional(),
  })
  .describe('One site with one product configuration. Which members are required is not published.');

export const operation = defineOperation({
  id: 'alliance-get-quick-quote',
  family: 'ordering-alliance',
  scope: 'ordering:read',
  summary: 'Get an Alliance quick quote',
  description:
    'Prices for several sites at once, one product configuration each, before there is a quote. Nothing is ordered by it, and no order can be made of it: create a quote for that.',
  impact: 'Partners cannot tell customers an Alliance price before they make a quote.',
  method: 'POST',
  path: '/v1/ordering/alliance/quick-quotes',
  request: { body: z.array(site).min(1) },
  response: z
    .array(z.looseObject({}))
    .describe('An entry for each site. Assumed: AT&T prints a list without saying what is in it.'),
  binding: {
    domain: 'quote',
    method: 'POST',
    path: '/offer',
    provenance: 'published',
    baseUrls: {},
    source:
      'Method, path and a sample of the request: AT&T’s Quick Quote reference page. Base URLs: on request from AT&T.',
  },
  success: {
    done: listWithoutRefusal,
    refused: refusalInList,
  },
  idempotency: 'safe',
});
