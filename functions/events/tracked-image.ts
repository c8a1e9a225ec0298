import * as z from 'zod';
import type { ResourceKind } from '#events/event-types';
import { labelShape, labelsIn, type Labels } from '#domain/labels';
import { requestRecordSchema } from '#requests/request-record';
import type { Item, Key } from '#platform/table/table';
import { provenances } from '#domain/order/facts';
import { longRunningKinds } from '#domain/mobility/observation';
import { bulkWrites, longRunningRequests, trackedOrders, webhookEndpoints } from '#platform/table/keys';
import { movedEntriesSchema } from '#tracking/timeline';

/** An entry of any kind’s timeline, as far as events tell of it. Names of people in it (`actor`, `purpose`) are not read. */
export const imageEntrySchema = z.object({
  at: z.iso.datetime(),
  type: z.string(),
  fact: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  provenance: z.enum(provenances).optional(),
  status: z.string().optional(),
  reason: z.string().optional(),
  change: z.string().optional(),
  requestId: z.string().optional(),
  note: z.string().optional(),
  operation: z.string().optional(),
  /** Where it is not its place in the timeline. */
  sequence: z.int().optional(),
});
export type ImageEntry = z.output<typeof imageEntrySchema> & {
  /** Its own, where they are not those of the item. */
  labels?: Labels;
};

const imageSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  solutionProvider: z.string(),
  createdAt: z.iso.datetime(),
  movedEntries: movedEntriesSchema,
  timeline: z.array(imageEntrySchema),
  expiresAt: z.int().optional(),
  ...labelShape,
});

/** An item with a timeline, as it stood after one of its changes. */
export interface TrackedImage {
  key: Key;
  kind: ResourceKind;
  id: string;
  solutionProvider: string;
  labels: Labels;
  /** When the item was made. One that is gone can be made again under the same key. */
  madeAt: string;
  /** How many entries of its timeline came before those. */
  moved: number;
  timeline: readonly ImageEntry[];
}

const keysOfKinds: readonly (readonly [ResourceKind, { partitionPrefix: string; sortPrefix: string }])[] = [
  ['order', trackedOrders.key],
  ...longRunningKinds.map((kind) => [kind, longRunningRequests[kind].key] as const),
  ['webhook-endpoint', webhookEndpoints.key],
];

/** The calls of a bulk write share its partition and have no timeline. */
const isBulkWrite = ({ pk, sk }: Key): boolean => {
  const { partitionPrefix, sortPrefix } = bulkWrites.key;
  return pk.startsWith(partitionPrefix) && sk === sortPrefix;
};

/** What a key is of; undefined for items without a timeline. */
export const resourceOf = ({ pk, sk }: Key): { kind: ResourceKind; id: string } | undefined => {
  if (isBulkWrite({ pk, sk })) return { kind: 'bulk-write', id: pk.slice(bulkWrites.key.partitionPrefix.length) };
  for (const [kind, { partitionPrefix, sortPrefix }] of keysOfKinds) {
    if (pk.startsWith(partitionPrefix) && sk.startsWith(sortPrefix)) return { kind, id: sk.slice(sortPrefix.length) };
  }
  return undefined;
};

/** Whether it is only named, which nobody is told of: that it is followed is told with what comes to be known of it. */
const isUnconfirmed = (kind: ResourceKind, expiresAt: number | undefined): boolean =>
  expiresAt !== undefined && ['order', ...longRunningKinds].includes(kind);

/** The item with what events need of it. @throws z.ZodError when it is tracked and not of that shape */
export const trackedImageOf = (key: Key, item: Item): TrackedImage | undefined => {
  const resource = resourceOf(key);
  if (!resource) return undefined;
  const image = imageSchema.parse(item);
  if (isUnconfirmed(resource.kind, image.expiresAt)) return undefined;
  const { solutionProvider, createdAt: madeAt, movedEntries: moved = 0, timeline, ...labels } = image;
  return { key, ...resource, solutionProvider, labels: labelsIn(labels), madeAt, moved, timeline };
};

const requestImageSchema = requestRecordSchema.pick({
  requestId: true,
  solutionProvider: true,
  operation: true,
  startedAt: true,
  firstStartedAt: true,
  timeline: true,
  customerReference: true,
  metadata: true,
});

/** A request record that was unknown at some time; undefined for one that never was. @throws z.ZodError */
export const requestImageOf = (key: Key, item: Item): TrackedImage | undefined => {
  const { requestId, solutionProvider, operation, timeline, startedAt, firstStartedAt, ...labels } =
    requestImageSchema.parse(item);
  if (!timeline) return undefined;
  const madeAt = firstStartedAt ?? startedAt;
  const entries = timeline.map(({ at, outcome }, index): ImageEntry => {
    const before = timeline[index - 1]?.outcome ?? 'in-flight';
    return { at, type: 'state-changed', before, after: outcome, requestId, operation };
  });
  return {
    ...{ key, kind: 'request', id: requestId, solutionProvider, labels: labelsIn(labels) },
    ...{ madeAt, moved: 0, timeline: entries },
  };
};

/** When an item was made, and how many changes it has seen since; none for one that is not there or has no timeline. */
export const standingOf = (item: Item = {}): { madeAt: string; changes: number } => {
  const { timeline, movedEntries, createdAt, startedAt, firstStartedAt = startedAt } = item;
  if (!Array.isArray(timeline)) return { madeAt: '', changes: 0 };
  return { madeAt: String(createdAt ?? firstStartedAt), changes: Number(movedEntries ?? 0) + timeline.length };
};
