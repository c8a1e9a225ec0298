import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { serviceActivationKind } from '#domain/mobility/service-activation-kind';
import { attId } from '#operations/mobility-schemas/att-id';
import { activationRequest } from '#operations/mobility-schemas/service-activation';

export const operation = defineOperation({
  id: 'get-service-activation',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get a service activation',
  description: 'Reads the status of an activation and of its line. A rejected activation is an answer, not an error.',
  impact: 'Partners cannot see whether a requested line is active, so orders wait without an answer.',
  method: 'GET',
  path: '/v1/mobility/service-activations/{activationId}',
  request: { path: z.object({ activationId: attId }) },
  response: activationRequest,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobilityactivations/api/v1/serviceactivation/{activationId}',
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector, unconfirmed by AT&T. Host: not published by AT&T; the connector’s is https://apsapi.att.com:8082.',
    idAt: '/requestId',
    statusAt: '/requestStatus',
  },
  success: { done: z.object({ requestId: presentId, requestStatus: presentId }) },
  idempotency: 'safe',
  longRunning: { kind: 'service-activation', idAt: '/path/activationId' },
  polled: {
    kind: 'service-activation',
    until: serviceActivationKind,
    schedule: {
      firstSeconds: 10,
      phases: [
        { untilHours: 2 / 60, everyMinutes: 0.25 },
        { untilHours: 0.25, everyMinutes: 1 },
        { untilHours: 2, everyMinutes: 10 },
        { untilHours: 24, everyMinutes: 60 },
      ],
      thenEveryHours: 4,
    },
    overdue: { afterHours: [4, 24] },
    giveUpAfterDays: 14,
  },
});
