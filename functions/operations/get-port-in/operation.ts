import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { portInDueBy } from '#domain/business-time/port-in-due';
import { defineOperation } from '#domain/define-operation';
import { portInKind } from '#domain/mobility/port-in-kind';
import type { BusinessCalendar } from '#domain/poll-rule';
import { portInOrder } from '#operations/mobility-schemas/port-in';
import { attId } from '#operations/mobility-schemas/att-id';

/** Carriers’ port centers, coast to coast. */
const portCenters: BusinessCalendar = { timeZone: 'America/Chicago', opens: '07:00', closes: '21:00', slowdown: 3 };

export const operation = defineOperation({
  id: 'get-port-in',
  family: 'mobility',
  scope: 'mobility:read',
  summary: 'Get a port-in',
  description:
    'Reads state, reason and dates of a port-in. A refused port-in is an answer, not an error, and a state nobody knows is passed on as it is.',
  impact: 'Partners cannot see how port-ins stand, so refusals stay unanswered.',
  method: 'GET',
  path: '/v1/mobility/port-ins/{portInId}',
  request: { path: z.object({ portInId: attId }) },
  response: portInOrder,
  binding: {
    domain: 'mobility',
    method: 'GET',
    path: '/portabilityOrder/{portInId}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: method and path of the portability order (TM Forum 689) in a neighbouring AT&T family. Host: not published by AT&T.',
    idAt: '/id',
    statusAt: '/state',
  },
  success: { done: z.object({ id: presentId, state: presentId }) },
  idempotency: 'safe',
  longRunning: { kind: 'port-in', idAt: '/path/portInId' },
  polled: {
    kind: 'port-in',
    until: portInKind,
    schedule: {
      firstSeconds: 60,
      phases: [
        { untilHours: 0.25, everyMinutes: 3 },
        { untilHours: 1, everyMinutes: 10 },
        { untilHours: 6, everyMinutes: 30 },
        { untilHours: 24, everyMinutes: 90 },
        { untilHours: 72, everyMinutes: 180 },
      ],
      thenEveryHours: 6,
      calendar: portCenters,
    },
    overdue: { at: portInDueBy },
    giveUpAfterDays: 60,
  },
});
