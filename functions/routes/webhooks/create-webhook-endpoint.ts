import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { idempotencyKeyOf } from '#api/idempotency-key';
import { Problem } from '#domain/problems/problems';
import { defineRoute, type RouteAnswer } from '#routes/define-route';
import { withSecret, type Signing } from '#routes/webhooks/endpoint-answer';
import { requireTargets, type WebhookTargets } from '#routes/webhooks/require-targets';
import { challengePending, type Tasks } from '#routes/webhooks/tasks';
import type { Endpoint } from '#webhooks/endpoint';
import { endpointIdOf, type NewEndpoint } from '#webhooks/endpoint-changes';
import { endpointExample, endpointInput, endpointWithSecretSchema, secretExample } from '#webhooks/endpoint-input';
import { mostEndpoints, type EndpointStore } from '#webhooks/endpoint-store';

const { url, failoverUrl, types } = endpointExample;

export const createWebhookEndpoint = defineRoute({
  id: 'create-webhook-endpoint',
  scope: 'webhooks:manage',
  summary: 'Register a webhook endpoint',
  description:
    'What happens to the Solution Provider’s orders, port-ins, activations and PDP batches is sent there, signed after the Standard Webhooks specification, from when its `url` has answered the challenge it is sent at once: `webhook-endpoint.verification`, to be answered 200 with `{"challenge": "…"}`. The answer holds the signing secret, this once; a repeat under the same `Idempotency-Key` makes no second endpoint and shows the secret again, for 24 hours and as long as the endpoint has not been changed.',
  impact: 'Partners cannot have events sent to a new address.',
  method: 'POST',
  path: '/v1/webhook-endpoints',
  request: {
    body: z.strictObject({
      url: endpointInput.url,
      failoverUrl: endpointInput.failoverUrl.optional(),
      types: endpointInput.types.optional(),
      description: endpointInput.description.optional(),
    }),
  },
  idempotencyKey: 'optional',
  answersWithTag: true,
  response: endpointWithSecretSchema,
  problems: ['webhook-endpoint-limit', 'webhook-sending-limit'],
  example: {
    request: { body: { url, failoverUrl, types, description: 'CRM' } },
    answer: {
      status: 201,
      body: { ...endpointExample, verification: { url: 'pending', failoverUrl: 'pending' }, secret: secretExample },
    },
  },
  answer: async ({ body: { types: wanted = ['*'], ...input }, solutionProvider, event }, deps: Creation) => {
    const key = idempotencyKeyOf(event);
    const fresh: NewEndpoint = {
      solutionProvider,
      ...(key !== undefined && { id: endpointIdOf(solutionProvider, key) }),
      url: input.url,
      failoverUrl: input.failoverUrl,
      types: wanted,
      description: input.description,
    };
    const made = fresh.id === undefined ? undefined : await deps.endpoints.find(solutionProvider, fresh.id);
    if (made) {
      const answer = await repeated(deps, made, fresh);
      await challengePending(deps, made);
      return answer;
    }
    await requireTargets(deps, { url: input.url, failoverUrl: input.failoverUrl });
    if ((await deps.endpoints.list(solutionProvider)).length >= mostEndpoints) {
      throw new Problem('webhook-endpoint-limit', {
        detail: `The Solution Provider already has ${mostEndpoints} webhook endpoints (limit ${mostEndpoints}).`,
      });
    }
    await deps.takeSend(solutionProvider);
    const endpoint = await deps.endpoints.create(fresh);
    const answer = await repeated(deps, endpoint, fresh, {});
    await challengePending(deps, endpoint);
    return answer;
  },
});

interface Creation extends WebhookTargets, Tasks, Signing {
  endpoints: Pick<EndpointStore, 'find' | 'list' | 'create'>;
}

/** For how long a repeat is shown the secret: whoever has not got the answer repeats the call soon. */
const repeatableMs = 24 * 3_600_000;

/** What was made first. @throws Problem `idempotency-key-reused` when that is not, or no longer, what the call asks for */
const repeated = async (
  signing: Signing,
  made: Endpoint,
  fresh: NewEndpoint,
  headers: Record<string, string> = { 'idempotency-replayed': 'true' },
): Promise<RouteAnswer> => {
  const isAsked = isDeepStrictEqual(askedOf(made), askedOf(fresh));
  const isAsMade = made.updatedAt === made.createdAt && signing.now() - Date.parse(made.createdAt) <= repeatableMs;
  if (isAsked && isAsMade) return { status: 201, headers, ...(await withSecret(signing, made)) };
  throw new Problem('idempotency-key-reused', {
    detail: `The key has made the endpoint ${made.id}; ${isAsked ? 'that was changed since, or more than 24 hours ago' : 'this asks for another'}.`,
    hint: 'Look at it: GET /v1/webhook-endpoints. A secret that was lost is replaced by POST /v1/webhook-endpoints/{endpointId}/secret-rotation. Use a new key for another endpoint.',
  });
};

const askedOf = ({ url: target, failoverUrl: failover, types: wanted, description }: NewEndpoint): unknown[] => [
  target,
  failover,
  wanted,
  description,
];
