import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { pdpProvisioningKind } from '#domain/mobility/pdp-provisioning-kind';
import { pdpBatch } from '#operations/mobility-schemas/pdp';
import { attId } from '#operations/mobility-schemas/att-id';

export const operation = defineOperation({
  id: 'get-pdp-provisioning',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get the result of a PDP batch',
  description:
    'Reads how far each line of a batch is: profile check, IP reservation, profile update. A failed line is an answer, not an error.',
  impact: 'Partners cannot see which devices are connected to their private networks.',
  method: 'GET',
  path: '/v1/mobility/pdp-provisionings/{batchId}',
  request: { path: z.object({ batchId: attId }) },
  response: pdpBatch,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/sp/mobility/pdp/api/v1/provisioning/{batchId}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: 'Assumed, shaped like its neighbours: AT&T publishes neither host, method nor path.',
    idAt: '/batchId',
    statusAt: '/batchStatus',
  },
  success: { done: z.object({ batchId: presentId, batchStatus: presentId }) },
  idempotency: 'safe',
  longRunning: { kind: 'pdp-provisioning', idAt: '/path/batchId' },
  polled: {
    kind: 'pdp-provisioning',
    until: pdpProvisioningKind,
    schedule: {
      firstSeconds: 20,
      phases: [
        { untilHours: 5 / 60, everyMinutes: 0.5 },
        { untilHours: 0.5, everyMinutes: 3 },
        { untilHours: 4, everyMinutes: 20 },
        { untilHours: 24, everyMinutes: 90 },
      ],
      thenEveryHours: 6,
    },
    overdue: { afterHours: [4, 24] },
    giveUpAfterDays: 14,
  },
});
