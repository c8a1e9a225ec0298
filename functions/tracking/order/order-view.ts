import * as z from 'zod';
import type { WorkflowMode } from '#tracking/order/preconditions';
import type { LinkPlaces } from '#domain/links';
import { factSchema, orderFacts, provenances } from '#domain/order/facts';
import { nextStepsOf } from '#tracking/order/next-steps';
import { trackabilityOf, trackabilitySchema } from '#tracking/trackability';
import { newestPage, type TimelinePage } from '#tracking/timeline';
import { timelineView, timelineViewSchema } from '#tracking/timeline-view';
import { versionOf } from '#tracking/tracked-item';
import {
  orderStates,
  stateOf,
  timelineEntrySchema,
  trackedOrderSchema,
  type TimelineEntry,
  type TrackedOrder,
} from '#tracking/order/tracked-order';

const factView = factSchema
  .partial({ at: true })
  .extend({ provenance: z.enum([...provenances, 'unknown']) })
  .describe('`value` is `not-yet` or `unknown` where nothing is known; `raw` has the words AT&T answered.');

const { customerReference, metadata, orderId, subOrderIds, origin, program, createdAt, updatedAt } =
  trackedOrderSchema.shape;

const nextStep = z.object({
  operation: z.string(),
  method: z.string(),
  path: z.string(),
  subOrderId: z.string().optional(),
  available: z.boolean().describe('Whether the step can be taken now.'),
  again: z.literal(true).describe('It was done before; taken again, it is done once more.').optional(),
  actor: z.enum(['you', 'end-customer', 'att']).describe('Who has to act.'),
  needs: z.array(z.string()).readonly().describe('What is still needed.'),
  description: z.string(),
});

/** A tracked order as a partner sees it. */
export const orderViewSchema = z.object({
  quoteId: z.string(),
  solutionProvider: z.string(),
  program,
  state: z.enum(orderStates),
  origin: origin.describe('`elsewhere`: born outside the gateway, so what it has not seen is unknown.'),
  orderId,
  subOrderIds,
  customerReference,
  metadata,
  createdAt,
  updatedAt,
  version: z.int().describe('Grows with every change; the `ETag`.'),
  facts: z.record(z.string(), factView).describe('By fact; those of a sub-order as `fact:subOrderId`.'),
  pending: z
    .record(z.string(), z.string())
    .describe('Steps begun of which the outcome is not known: address of the request.'),
  ...trackabilitySchema,
  nextSteps: z.array(nextStep),
  ...timelineViewSchema(timelineEntrySchema),
});
/** Where links stand in it. */
export const orderLinks: LinkPlaces = ['/pending/*', '/nextSteps/*/path', '/earlierEntries'];
export type OrderView = z.output<typeof orderViewSchema>;

/**
 * @param boundReads ids of the reads that reach AT&T in this deployment; undefined where that is not known
 * @param page of the timeline; the newest when left out
 */
export const orderView = (
  order: TrackedOrder,
  mode: WorkflowMode,
  boundReads?: readonly string[],
  page: TimelinePage<TimelineEntry> = newestPage(order),
): OrderView => {
  const {
    facts,
    pending,
    notices: _notices,
    movedEntries: _moved,
    hasGivenUpIds: _given,
    expiresAt: _end,
    ...rest
  } = order;
  return {
    ...rest,
    state: stateOf(order),
    version: versionOf(order),
    facts: { ...unknownFacts(order), ...facts },
    pending: Object.fromEntries(
      Object.entries(pending).map(([step, { requestId }]) => [step, `/v1/requests/${requestId}`]),
    ),
    ...trackabilityOf(order.program, boundReads, facts),
    nextSteps: nextStepsOf(order, mode),
    ...timelineView(page, `/v1/tracking/orders/${encodeURIComponent(order.quoteId)}`),
  };
};

const unknownFacts = ({ origin: born }: TrackedOrder): OrderView['facts'] =>
  Object.fromEntries(
    orderFacts.map((name) => [
      name,
      { value: born === 'here' ? 'not-yet' : 'unknown', provenance: 'unknown' as const },
    ]),
  );
