import * as z from 'zod';
import { orderIds, trackedOrders } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { labelShape } from '#domain/labels';
import { factSchema, provenances } from '#domain/order/facts';
import { longRecordId } from '#domain/order/record-id';
import { noteEntryTypes } from '#tracking/note-entry-types';
import { movedEntriesSchema } from '#tracking/timeline';
import { pendingRequestSchema } from '#tracking/tracked-item';

/** A step of an order that was begun and of which the outcome is not in the facts yet. */
export type PendingStep = z.output<typeof pendingRequestSchema>;

/** Entries are appended together with the change they tell of, so the list has no gaps; its order is the sequence. */
export const timelineEntrySchema = z.object({
  at: z.iso.datetime(),
  type: z.enum([
    'order-adopted',
    'order-quoted',
    'fact-recorded',
    'fact-confirmed',
    'fact-retracted',
    'state-conflict',
    ...noteEntryTypes,
    // Told by the poller.
    'overdue',
    'gave-up',
  ]),
  fact: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  provenance: z.enum(provenances).optional(),
  by: z.string().optional(),
  requestId: z.string().optional(),
  /** Who at the partner’s retracted it, and why. */
  actor: z.string().optional(),
  purpose: z.string().optional(),
  /** Id of the note. */
  note: z.string().optional(),
});
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

export const trackedOrderSchema = z.object({
  solutionProvider: z.string(),
  program: z.enum(['apex', 'alliance']),
  quoteId: z.string(),
  orderId: z.string().optional(),
  subOrderIds: z.array(z.string()).default([]),
  /** `here`: quoted through the gateway, so what it has not seen has not happened. `elsewhere`: what it has not seen is unknown. */
  origin: z.enum(['here', 'elsewhere']),
  ...labelShape,
  /** Whether it had ids by an attestation that was retracted. */
  hasGivenUpIds: z.literal(true).optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** By fact key. */
  facts: z.record(z.string(), factSchema),
  /** By step key: the step’s name, with the sub-order where it is about one. */
  pending: z.record(z.string(), pendingRequestSchema).default({}),
  /** Marks of what was appended to the timeline beside facts and states, so that nothing is told twice. */
  notices: z.array(z.string()).optional(),
  /** The newest entries. */
  timeline: z.array(timelineEntrySchema),
  movedEntries: movedEntriesSchema,
  /** Of one of which nothing is known: when it ends, in seconds since the epoch. */
  expiresAt: z.int().optional(),
});
export type TrackedOrder = z.output<typeof trackedOrderSchema>;

export const orderKey = (solutionProvider: string, quoteId: string): Key =>
  trackedOrders.key.of({ solutionProvider, quoteId: longRecordId(quoteId) });

/**
 * Item that tells which quote an order or sub-order id belongs to. It changes only when the attestation that gave the id to
 * an order has been retracted.
 */
export const orderIdKey = (solutionProvider: string, id: string): Key =>
  orderIds.key.of({ solutionProvider, id: longRecordId(id) });

/** Index partition and sort key a Solution Provider’s orders are listed by: oldest first, and that never changes. */
export const orderListKey = (order: Pick<TrackedOrder, 'solutionProvider' | 'createdAt' | 'quoteId'>) =>
  trackedOrders.list.of(order);

export const orderStates = [
  'quoted',
  'credit-pending',
  'credit-approved',
  'credit-declined',
  'contract-sent',
  'contract-declined',
  'contract-signed',
  'ordered',
  'handed-off',
  'completed',
  'cancelled',
] as const;
export type OrderState = (typeof orderStates)[number];

/** Where the order stands: the furthest fact decides. */
export const stateOf = ({ facts, subOrderIds }: Pick<TrackedOrder, 'facts' | 'subOrderIds'>): OrderState => {
  const value = (key: string): string | undefined => facts[key]?.value;
  const completion = value('completion');
  if (completion === 'completed' || completion === 'cancelled') return completion;
  if (subOrderIds.length > 0 && subOrderIds.every((id) => value(`handoff:${id}`) === 'done')) return 'handed-off';
  if (value('order') === 'created') return 'ordered';
  if (value('signature') === 'signed') return 'contract-signed';
  if (value('signature') === 'declined') return 'contract-declined';
  if (value('contract') === 'sent') return 'contract-sent';
  const credit = value('credit');
  if (credit === 'approved') return 'credit-approved';
  if (credit === 'declined') return 'credit-declined';
  return credit === undefined ? 'quoted' : 'credit-pending';
};
