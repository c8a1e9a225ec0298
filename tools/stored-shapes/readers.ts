import * as z from 'zod';
import { grantSchema } from '#api/grants';
import { bulkCallSchema } from '#bulk/bulk-call';
import { bulkWriteSchema } from '#bulk/bulk-write';
import { workInputSchema } from '#bulk/state-machine-io';
import { differenceSchema } from '#drift/difference';
import { driftRunSchema } from '#drift/run-store';
import { logEntrySchema } from '#events/event-log';
import { storedPublished } from '#events/event-store';
import { auditEntrySchema, auditHeadSchema } from '#platform/audit/entry';
import { restrictionChangeSchema, restrictionsSchema } from '#platform/restrictions';
import { pollJobSchema } from '#polling/poll-job';
import { sightingSchema } from '#polling/sighting';
import { pollInputSchema } from '#polling/state-machine-io';
import { pushSchema } from '#pushes/push';
import { markSchema } from '#read-cache/change-marks';
import { handoverSchema } from '#requests/handover';
import { requestRecordSchema } from '#requests/request-record';
import { leadSchema } from '#tracking/leads/lead-store';
import { formerNumberSchema } from '#tracking/line/line-history';
import { entrySchema, lineItemSchema } from '#tracking/line/line-item';
import { longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { storedNote } from '#tracking/note-store';
import { trackedOrderSchema } from '#tracking/order/tracked-order';
import { deliverySchema } from '#webhooks/delivery-log';
import { endpointSchema } from '#webhooks/endpoint';
import { messageSchema } from '#webhooks/handle-messages';
import { redeliverySchema } from '#webhooks/redelivery-store';
import { taskSchema } from '#webhooks/task';
import type { ItemKindName } from '../data-model/item-kinds';
import { holdSchema } from '../operator/erasure/holds';

const anything = z.looseObject({});

/** By what the code reads each kind of item. Where it reads members by their names, these; `anything` where it reads none. */
export const itemReaders: Readonly<Record<ItemKindName, z.ZodType>> = {
  'client-grant': grantSchema,
  'client-calls': z.looseObject({ calls: z.number() }),
  'request-record': requestRecordSchema,
  'record-of-call': z.looseObject({ requestId: z.string() }),
  'tracked-order': trackedOrderSchema,
  'order-id': z.looseObject({ quoteId: z.string().optional() }),
  'port-in': longRunningRequestSchema,
  'service-activation': longRunningRequestSchema,
  'pdp-provisioning': longRunningRequestSchema,
  // Whoever is no owner in it is passed over.
  'port-in-lock': anything,
  'activation-lock': anything,
  line: lineItemSchema,
  'line-history': z.looseObject({ entry: entrySchema }),
  'former-number': formerNumberSchema,
  'timeline-entry': z.looseObject({ sequence: z.int(), entry: z.looseObject({ at: z.iso.datetime() }) }),
  note: storedNote,
  'bulk-write': bulkWriteSchema,
  'bulk-call': bulkCallSchema,
  'poll-job': pollJobSchema,
  sighting: sightingSchema,
  'poll-budget': z.looseObject({ used: z.number() }),
  event: logEntrySchema,
  'event-log': z.looseObject({ beginsAt: z.int() }),
  'published-mark': storedPublished,
  lead: leadSchema,
  'webhook-endpoint': endpointSchema,
  redelivery: redeliverySchema,
  'webhook-sends': z.looseObject({ used: z.number() }),
  'webhook-task': z.looseObject({ task: taskSchema }),
  delivery: deliverySchema,
  'change-mark': markSchema,
  push: pushSchema,
  'drift-run': driftRunSchema,
  'drift-finding': differenceSchema,
  heartbeat: anything,
  restrictions: z.looseObject({ restricted: restrictionsSchema }),
  'restriction-change': restrictionChangeSchema,
  'audit-entry': auditEntrySchema,
  'audit-head': auditHeadSchema,
  hold: holdSchema,
};

/** What is on its way from one function to another while both are exchanged, by what the one it comes to reads it. */
export const messageReaders = {
  /** Of the webhook queue: from the bus, and from the sender itself. */
  'webhook-message': messageSchema,
  /** Of the status poller’s state machine, at its start and from poll to poll. */
  'poll-input': pollInputSchema,
  /** Of the bulk writer’s, likewise. */
  'bulk-input': workInputSchema,
  /** To the worker of an operation that AT&T may answer late. */
  handover: handoverSchema,
  /** To what looks at pushes. */
  'push-named': z.looseObject({ solutionProvider: z.string(), pushId: z.string() }),
} as const satisfies Record<string, z.ZodType>;
export type MessageName = keyof typeof messageReaders;
