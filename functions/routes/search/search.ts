import * as z from 'zod';
import type { Scope } from '#domain/define-operation';
import { leadKinds, type LeadKind } from '#tracking/leads/lead';
import type { RequestRecord } from '#requests/request-record';
import type { RequestStore } from '#requests/request-store';
import type { Lead, LeadStore } from '#tracking/leads/lead-store';
import { defineRoute } from '#routes/define-route';

const link = z.object({
  kind: z.enum(leadKinds),
  id: z.string(),
  href: z.string().describe('Where it is.'),
  at: z.iso.datetime().describe('Since when it is there.'),
  by: z.array(z.string()).describe('What the searched text is of it: `subscriberNumber`, `customerReference`, …'),
});

/** Who may read what. */
const kinds: Record<LeadKind, { scope: Scope; path: string }> = {
  order: { scope: 'tracking:read', path: '/v1/tracking/orders' },
  'port-in': { scope: 'tracking:read', path: '/v1/tracking/port-ins' },
  'service-activation': { scope: 'tracking:read', path: '/v1/tracking/activations' },
  'pdp-provisioning': { scope: 'tracking:read', path: '/v1/tracking/pdp-provisionings' },
  request: { scope: 'tracking:read', path: '/v1/requests' },
  'bulk-write': { scope: 'bulk:read', path: '/v1/bulk-writes' },
};

/** Leads that are read. */
const most = 100;

interface Finding {
  leads: Pick<LeadStore, 'from'>;
  requests: Pick<RequestStore, 'findBy' | 'claimedBy'>;
}

export const search = defineRoute({
  id: 'search',
  scope: 'tracking:read',
  summary: 'Find anything by any id',
  description:
    'What has an id, whatever it is the id of: a quote, an order or sub-order, a port-in, an activation, a PDP batch, a telephone number, SIM, IMEI or eSIM, a request, the `x-request-id` of a call that was about one, a bulk write, AT&T’s reference, your own reference. Exactly that text; what the Solution Provider has and the caller may read; found a moment after it was made, a request by its own id or that of a call at once. An id that was corrected leads to what had it as well.',
  impact: 'Partners cannot find what an id of a mail, a bill or a ticket belongs to.',
  method: 'GET',
  path: '/v1/search',
  request: {
    query: z.object({ id: z.string().trim().min(1).max(128).describe('The id, without anything around it.') }),
  },
  response: z.object({
    found: z.array(link).describe(`At most ${most}, by kind and then oldest first.`),
    hasMore: z.boolean().describe('Whether it leads to more. The lists find those, by the same id as a filter.'),
  }),
  links: ['/found/*/href'],
  problems: [],
  example: {
    request: { query: { id: '0Q0dx000002UEnZCAW' } },
    answer: {
      status: 200,
      body: {
        found: [
          {
            kind: 'order',
            id: '0Q0dx000002UEnZCAW',
            href: '/v1/tracking/orders/0Q0dx000002UEnZCAW',
            at: '2026-03-05T09:04:51.000Z',
            by: ['quoteId'],
          },
        ],
        hasMore: false,
      },
    },
  },
  answer: async ({ query: { id }, solutionProvider, caller }, deps: Finding) => {
    const [{ leads, next }, named] = await Promise.all([
      deps.leads.from(solutionProvider, id, { limit: most }),
      deps.requests.findBy(solutionProvider, id),
    ]);
    // The call that claimed a request leads to it a moment later; whoever looks it up shall not find nothing until then.
    const request = named ?? (leads.length === 0 ? await deps.requests.claimedBy(solutionProvider, id) : undefined);
    const readable = [...leads, ...leadTo(request, id)].filter(({ kind }) => caller.scopes.includes(kinds[kind].scope));
    // What was begun again under its key has a lead of each time.
    const newest = new Map(readable.map((lead) => [`${lead.kind} ${lead.id}`, lead]));
    const found = [...newest.values()].map((lead) => ({
      ...lead,
      href: `${kinds[lead.kind].path}/${encodeURIComponent(lead.id)}`,
    }));
    return { body: { found, hasMore: next !== undefined } };
  },
});

/** What the id of a request, or of a call that was about one, leads to. */
const leadTo = (request: RequestRecord | undefined, id: string): Lead[] => {
  if (!request) return [];
  const { requestId, startedAt: at } = request;
  return [{ kind: 'request', id: requestId, at, by: [id === requestId ? 'requestId' : 'callId'] }];
};
