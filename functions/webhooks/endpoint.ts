import * as z from 'zod';
import { endpointUrls, type EndpointUrl } from '#webhooks/delivery-log';
import { isNamedBy } from '#events/event-types';
import type { ResourceEvent } from '#events/event';
import { movedEntriesSchema } from '#tracking/timeline';

/** Why an endpoint was switched off. */
export const disabledReasons = ['gone', 'failing', 'by-request'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

const timelineEntry = z.object({
  at: z.iso.datetime(),
  type: z.enum(['enabled', 'disabled']),
  before: z.string(),
  after: z.string(),
  reason: z.enum(disabledReasons).optional(),
});
export type EndpointEntry = z.output<typeof timelineEntry>;

/** When it stops being used; absent for the newest. */
const validUntil = z.iso.datetime().optional();

const sealedSecret = z.object({
  /** For this endpoint alone (`signing-secrets.ts`). */
  sealed: z.instanceof(Uint8Array),
  /** Name of the key it is sealed with. */
  keyId: z.string(),
  validUntil,
});
export type SealedSecret = z.output<typeof sealedSecret>;

/** In clear, as none is written any more; sealed with the next change of the endpoint, or when something is sent there. */
const clearSecret = z.object({ secret: z.string().startsWith('whsec_'), validUntil });

const storedSecret = z.union([sealedSecret, clearSecret]);
export type StoredSecret = z.output<typeof storedSecret>;

/** Of a URL that has not answered a challenge: whether it still may. */
const unverified = z.enum(['pending', 'failed']);

/** Where an endpoint keeps how a URL stands. */
export const verificationAt = {
  url: 'urlVerification',
  failoverUrl: 'failoverUrlVerification',
} as const satisfies Record<EndpointUrl, string>;

export const endpointSchema = z.object({
  id: z.string(),
  solutionProvider: z.string(),
  url: z.string(),
  /** Tried when an attempt fails at `url`. */
  failoverUrl: z.string().optional(),
  /** Both absent once the URL has answered a challenge, and of endpoints from before there were any. */
  urlVerification: unverified.optional(),
  failoverUrlVerification: unverified.optional(),
  /** Filters as the partner gave them; `*` for everything. */
  types: z.array(z.string()),
  description: z.string().optional(),
  enabled: z.boolean(),
  disabledReason: z.enum(disabledReasons).optional(),
  /** When the first of the attempts was made that have all failed since. */
  failingSince: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Newest first. */
  secrets: z.array(storedSecret).min(1),
  /** Appended together with the change it tells of, as for everything that has events. */
  timeline: z.array(timelineEntry),
  movedEntries: movedEntriesSchema,
});
export type Endpoint = z.output<typeof endpointSchema>;

/** How long the secret before is used beside a new one. */
export const overlapMs = 24 * 3_600_000;

/** The secrets to sign with now, newest first. */
export const secretsInUse = ({ secrets }: Endpoint, now: number): StoredSecret[] =>
  secrets.filter(({ validUntil: end }) => end === undefined || Date.parse(end) > now);

/** Whether the owner of a URL has shown that events are wanted there. */
export const isVerified = (endpoint: Endpoint, which: EndpointUrl): boolean =>
  endpoint[verificationAt[which]] === undefined;

/** Whether it is sent anything. */
export const isReady = (endpoint: Endpoint): boolean => endpoint.enabled && isVerified(endpoint, 'url');

/** Whether an event is for the endpoint. */
export const isFor = (endpoint: Endpoint, { type, resource }: ResourceEvent): boolean =>
  isReady(endpoint) &&
  resource.solutionProvider === endpoint.solutionProvider &&
  endpoint.types.some((filter) => isNamedBy(filter, type));

const { id, solutionProvider, url, failoverUrl, enabled, disabledReason, failingSince, createdAt, updatedAt } =
  endpointSchema.shape;

/** An endpoint as a partner sees it: its secrets are shown once, when they are made. */
export const endpointViewSchema = z.object({
  id,
  solutionProvider,
  url,
  failoverUrl: failoverUrl.describe('Tried at once when an attempt fails at `url`.'),
  types: z.array(z.string()).describe('Event types it is sent: one type, all of a kind (`order.*`), or `*`.'),
  description: z.string().optional(),
  verification: z
    .partialRecord(z.enum(endpointUrls), z.enum(['verified', ...unverified.options]))
    .describe(
      'Whether the URL has answered the challenge: nothing is sent to one that is not `verified`. `failed`: it did not in three attempts; POST /v1/webhook-endpoints/{endpointId}/verification asks it again.',
    ),
  enabled: enabled.describe('Whether it is sent anything, once it is verified.'),
  disabledReason: disabledReason.describe(
    '`gone`: it answered 410. `failing`: nothing got through for days. `by-request`: you switched it off.',
  ),
  failingSince: failingSince.describe('Every attempt since then has failed.'),
  createdAt,
  updatedAt,
  version: z.int().describe('Grows with every change of it, though not with what becomes of deliveries; the `ETag`.'),
  secretsInUse: z.int().describe('2 while the secret before is still used beside a new one.'),
});
export type EndpointView = z.output<typeof endpointViewSchema>;

/** Times of changes only go up, so they tell versions apart. */
export const endpointVersionOf = ({ updatedAt: at }: Pick<Endpoint, 'updatedAt'>): number => Date.parse(at);

export const endpointView = (endpoint: Endpoint, now: number): EndpointView => {
  const {
    secrets: _secrets,
    timeline: _timeline,
    movedEntries: _moved,
    urlVerification,
    failoverUrlVerification,
    ...shown
  } = endpoint;
  return {
    ...shown,
    verification: {
      url: urlVerification ?? 'verified',
      ...(endpoint.failoverUrl !== undefined && { failoverUrl: failoverUrlVerification ?? 'verified' }),
    },
    version: endpointVersionOf(endpoint),
    secretsInUse: secretsInUse(endpoint, now).length,
  };
};
