import * as z from 'zod';
import { labelShape } from '#domain/labels';
import type { LinkPlaces } from '#domain/links';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import type { LongRunningKind } from '#domain/mobility/observation';
import { pdpSteps } from '#domain/mobility/pdp-provisioning-kind';
import { actors } from '#domain/mobility/port-rejection';
import { statesOf } from '#domain/mobility/long-running-kind';
import { rejectionView, rejectionViewSchema } from '#tracking/long-running/rejection-view';
import { anyKind } from '#tracking/long-running/any-kind';
import {
  longRunningEntrySchema,
  longRunningRequestSchema,
  type LongRunningEntry,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { trackabilityOf, trackabilitySchema } from '#tracking/trackability';
import { newestPage, type TimelinePage } from '#tracking/timeline';
import { timelineView, timelineViewSchema } from '#tracking/timeline-view';
import { versionOf } from '#tracking/tracked-item';

const { origin, createdAt, updatedAt, raw, reason, anomaly } = longRunningRequestSchema.shape;

const nextStep = z.object({
  action: z
    .string()
    .describe(
      '`wait`, `read`, `correct`, `cancel`, `ask-customer`, `contact-old-carrier`, `open-ticket` or `request-again`.',
    ),
  operation: z.string().describe('The operation that does it, where one does.').optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  fields: z
    .array(z.string())
    .readonly()
    .describe('JSON pointers into the body of the request: what it is about.')
    .optional(),
  available: z.boolean().describe('Whether it can be done now.'),
  actor: z.enum(actors).describe('Who has to act.'),
  description: z.string(),
});

const statesFor = (kind: LongRunningKind, ...others: string[]) =>
  z.enum([...statesOf(longRunningRules[kind]), ...others]);

const common = {
  solutionProvider: z.string(),
  final: z.boolean().describe('Whether nothing more can come of it.'),
  origin: origin.describe('`elsewhere`: not asked for through the gateway.'),
  raw: raw.describe('Status word, reason code and text as AT&T answered them. Numbers in the text are taken out.'),
  reason: reason.describe('`unmapped`: AT&T’s word or code is in no table of the gateway’s.'),
  anomaly: anomaly.describe('AT&T reported a state that cannot follow; the state is as it was before.'),
  ...labelShape,
  request: z.string().describe('Address of the request that asked for it.').optional(),
  createdAt,
  updatedAt,
  observedAt: z.iso
    .datetime()
    .describe(
      'When AT&T’s newest answer was seen; one that shows nothing new is noted a quarter of an hour after the last.',
    )
    .optional(),
  version: z.int().describe('Grows with every change; the `ETag`.'),
  pending: z
    .record(z.string(), z.string())
    .describe('Changes asked for of which the outcome is not known: address of the request.'),
  ...trackabilitySchema,
  nextSteps: z.array(nextStep),
  ...timelineViewSchema(longRunningEntrySchema),
};

/** Where links stand in a view. */
export const longRunningLinks: LinkPlaces = [
  '/request',
  '/pending/*',
  '/rejection/examplePatch/path',
  '/nextSteps/*/path',
  '/earlierEntries',
];

const text = z.string().optional();

export const portInViewSchema = z.object({
  id: z.string().describe('AT&T’s. Absent while the outcome of the request is not known.').optional(),
  subscriberNumber: text,
  state: statesFor('port-in', 'submitting'),
  portRequestNumber: text,
  externalId: text,
  orderDate: text,
  requestedDate: text.describe('When the number shall move.'),
  confirmedDate: text.describe('Date the old carrier agreed to.'),
  completionDate: text,
  dueAt: text.describe(
    'When it should be done. Unless the tenant’s `polling.portInSla` says otherwise, as a simple port by 47 CFR 52.35: at the end of the business day if asked for by 13:00 in the number’s region, else of the next. Only where the port-in was asked for through the gateway.',
  ),
  rejection: rejectionViewSchema.optional(),
  ...common,
});

export const activationViewSchema = z.object({
  id: z.string().describe('AT&T’s request id.'),
  subscriberNumber: text,
  state: statesFor('service-activation'),
  externalId: text,
  lines: z
    .array(z.object({ subscriberNumber: text.nullable(), status: text.nullable(), code: text, text }))
    .describe('Each line as AT&T reports it.')
    .optional(),
  ...common,
});

export const pdpProvisioningViewSchema = z.object({
  id: z.string().describe('AT&T’s batch id.'),
  state: statesFor('pdp-provisioning'),
  apn: text,
  subscribers: z
    .array(
      z.object({
        subscriberNumber: text.nullable(),
        staticIp: text.nullable(),
        ...Object.fromEntries(pdpSteps.map((step) => [step, text.nullable()])),
        result: z.enum(['pending', 'completed', 'failed']),
        reason: text,
      }),
    )
    .describe('The three steps of each line as AT&T reports them, and what they come to.')
    .optional(),
  ...common,
});

/**
 * A tracked item as a partner sees it.
 * @param boundReads ids of the reads that reach AT&T here; undefined where not known
 * @param page of the timeline; the newest when left out
 */
export const longRunningView = (
  item: LongRunningRequest,
  boundReads?: readonly string[],
  page: TimelinePage<LongRunningEntry> = newestPage(item),
) => {
  const {
    kind,
    id,
    requestId,
    details,
    pending,
    guards: _guards,
    revision: _revision,
    stateAt: _at,
    notices: _notices,
    movedEntries: _moved,
    expiresAt: _end,
    ...rest
  } = item;
  const known = Object.entries(details).filter(([, value]) => value !== null && value !== undefined);
  const isRefused =
    kind === 'port-in' && (item.state === 'action-required' || (item.state === 'failed' && item.reason !== undefined));
  return {
    id,
    ...Object.fromEntries(known),
    ...rest,
    final: anyKind.isDone(item),
    ...(requestId !== undefined && { request: `/v1/requests/${requestId}` }),
    version: versionOf(item),
    pending: Object.fromEntries(
      Object.entries(pending).map(([change, begun]) => [change, `/v1/requests/${begun.requestId}`]),
    ),
    ...(isRefused && { rejection: rejectionView(item) }),
    ...trackabilityOf(kind, boundReads),
    nextSteps: anyKind.stepsOf(item),
    ...timelineView(page, `/v1/tracking/${longRunningRules[kind].collection}/${encodeURIComponent(id)}`),
  };
};
export type LongRunningView = ReturnType<typeof longRunningView>;
