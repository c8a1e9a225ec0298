import * as z from 'zod';
import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';
import { endpointOf } from '#routes/webhooks/endpoint-of';
import { requireTargets, type WebhookTargets } from '#routes/webhooks/require-targets';
import { challengePending, type Tasks } from '#routes/webhooks/tasks';
import { endpointAnswer } from '#routes/webhooks/endpoint-answer';
import { endpointViewSchema } from '#webhooks/endpoint';
import { endpointExample, endpointInput, endpointPath } from '#webhooks/endpoint-input';
import type { EndpointStore } from '#webhooks/endpoint-store';

export const updateWebhookEndpoint = defineRoute({
  id: 'update-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Change a webhook endpoint',
  description:
    'Changes the members that are sent and leaves the others. A URL it had not before is sent a challenge, and events only when it has answered. `enabled: true` switches an endpoint on again that was switched off; what happened meanwhile is not sent by itself: ask for it with POST /v1/webhook-endpoints/{endpointId}/redelivery.',
  impact: 'Partners cannot switch an endpoint on again or send events elsewhere.',
  method: 'PATCH',
  path: '/v1/webhook-endpoints/{endpointId}',
  request: {
    path: endpointPath,
    body: z.strictObject({
      url: endpointInput.url.optional(),
      failoverUrl: endpointInput.failoverUrl
        .nullable()
        .describe(`${endpointInput.failoverUrl.description} Null takes it away.`)
        .optional(),
      types: endpointInput.types.optional(),
      description: endpointInput.description.optional(),
      enabled: z.boolean().optional(),
    }),
  },
  takesIfMatch: true,
  answersWithTag: true,
  idempotencyKey: 'needless',
  response: endpointViewSchema,
  problems: ['webhook-endpoint-not-found', 'webhook-sending-limit'],
  example: {
    request: { path: { endpointId: endpointExample.id }, body: { enabled: true } },
    answer: { status: 200, body: endpointExample },
  },
  answer: async (
    { path, body: { url, failoverUrl, types, description, enabled }, solutionProvider, expectedVersions },
    deps: WebhookTargets & Tasks & { endpoints: Pick<EndpointStore, 'find' | 'change'>; now: () => number },
  ) => {
    const endpoint = await endpointOf(deps, solutionProvider, path.endpointId);
    await requireTargets(deps, { url, failoverUrl });
    if (typeof (failoverUrl ?? url) === 'string') await deps.takeSend(solutionProvider);
    const change = {
      ...(url !== undefined && { url }),
      ...(failoverUrl !== undefined && { failoverUrl }),
      ...(types !== undefined && { types }),
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { enabled }),
    };
    const changed = await deps.endpoints.change(endpoint, change, expectedVersions);
    if (!changed) throw new Problem('webhook-endpoint-not-found');
    if (typeof (failoverUrl ?? url) === 'string') await challengePending(deps, changed);
    return endpointAnswer(changed, deps.now());
  },
});
