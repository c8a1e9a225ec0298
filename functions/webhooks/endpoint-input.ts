import * as z from 'zod';
import { namesSomething } from '#events/event-types';
import { endpointViewSchema, type EndpointView } from '#webhooks/endpoint';

/** What a partner says of an endpoint. */
export const endpointInput = {
  url: z
    .string()
    .min(1)
    .max(2_000)
    .describe(
      'Where events are sent: https, a host of the public internet, port 443 or one from 1024 up. Redirects are not followed.',
    ),
  failoverUrl: z
    .string()
    .min(1)
    .max(2_000)
    .describe(
      'Where an event is sent at once when `url` does not accept it, under the rules of `url`, with the same signature. The attempt counts as delivered if either accepts.',
    ),
  types: z
    .array(
      z
        .string()
        .max(100)
        .refine(namesSomething, 'names no event type: use one of the list, all of a kind like `order.*`, or `*`'),
    )
    .min(1)
    .max(50)
    .describe('Event types to be sent: one type, all of a kind (`order.*`, `order.credit.*`), or `*` for everything.'),
  description: z.string().max(200).describe('For yourself. No personal data.'),
};

export const endpointIdParameter = z.string().regex(/^we_[\w-]{16}$/, 'must be an endpoint id as the gateway gave it');

export const endpointPath = z.object({ endpointId: endpointIdParameter });

/** An endpoint with its secret, which is shown this once. */
export const endpointWithSecretSchema = endpointViewSchema.extend({
  secret: z
    .string()
    .describe('Signing secret, `whsec_…`. Shown this once: keep it where you keep secrets; a lost one is rotated.'),
});

export const endpointExample: EndpointView = {
  id: 'we_mF3kQ9xT0aVb7cWd',
  solutionProvider: 'A-06399x',
  url: 'https://hooks.partner.example/att',
  failoverUrl: 'https://standby.partner.example/att',
  types: ['order.*', 'port-in.*'],
  description: 'CRM',
  verification: { url: 'verified', failoverUrl: 'verified' },
  enabled: true,
  createdAt: '2026-03-05T09:04:51.000Z',
  updatedAt: '2026-03-05T09:04:51.000Z',
  version: 1772701491000,
  secretsInUse: 1,
};

/** Made up; it signs nothing. */
export const secretExample = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
