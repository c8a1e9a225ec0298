import * as z from 'zod';
import type { ResourceKind } from '#events/event-types';
import { requestRecordSchema } from '#requests/request-record';
import type { Item, Key } from '#platform/table/table';
import { provenances } from '#domain/order/facts';
import { longRunningRules } from '#domain/mobility/long-running-kinds';

/** An entry of any kind’s timeline, as far as events tell of it. Names of people in it (`actor`, `purpose`) are not read. */
const entrySchema = z.object({
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
});
export type ImageEntry = z.output<typeof entrySchema>;

const imageSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  solutionProvider: z.string(),
  timeline: z.array(entrySchema),
});

/** An item with a timeline, as it stood after one of its changes. */
export interface TrackedImage {
  key: Key;
  kind: ResourceKind;
  id: string;
  solutionProvider: string;
  timeline: readonly ImageEntry[];
}

/** Start of the partition keys of a Solution Provider’s tracked items, and of its webhook endpoints. */
export const trackedPartition = 'SP#';
export const endpointPartition = 'WEBHOOKS#';
const endpointPrefix = 'ENDPOINT';

export const endpointKey = (solutionProvider: string, id: string): Key => ({
  pk: `${endpointPartition}${solutionProvider}`,
  sk: `${endpointPrefix}#${id}`,
});

const kindOfPrefix = new Map<string, ResourceKind>([
  ['ORDER', 'order'],
  ...Object.values(longRunningRules).map(({ keyPrefix, kind }) => [keyPrefix, kind] as const),
]);

/** What a key is of; undefined for items without a timeline. */
export const resourceOf = ({ pk, sk }: Key): { kind: ResourceKind; id: string } | undefined => {
  const hash = sk.indexOf('#');
  const [prefix, id] = [sk.slice(0, hash), sk.slice(hash + 1)];
  if (pk.startsWith(endpointPartition)) return prefix === endpointPrefix ? { kind: 'webhook-endpoint', id } : undefined;
  const kind = pk.startsWith(trackedPartition) ? kindOfPrefix.get(prefix) : undefined;
  return kind && { kind, id };
};

/** The item with what events need of it. @throws z.ZodError when it is tracked and not of that shape */
export const trackedImageOf = (key: Key, item: Item): TrackedImage | undefined => {
  const resource = resourceOf(key);
  if (!resource) return undefined;
  const { solutionProvider, timeline } = imageSchema.parse(item);
  return { key, ...resource, solutionProvider, timeline };
};

/** Start of the partition keys of request records. */
export const requestPartition = 'REQUEST#';

const requestImageSchema = requestRecordSchema.pick({
  requestId: true,
  solutionProvider: true,
  operation: true,
  owner: true,
  timeline: true,
  history: true,
});

/** A request record that was unknown at some time; undefined for one that never was. @throws z.ZodError */
export const requestImageOf = ({ pk }: Key, item: Item): TrackedImage | undefined => {
  const { requestId, solutionProvider, operation, owner, history, timeline } = requestImageSchema.parse(item);
  if (!timeline) return undefined;
  const entries = timeline.map(({ at, outcome }, index): ImageEntry => {
    const before = timeline[index - 1]?.outcome ?? 'in-flight';
    return { at, type: 'state-changed', before, after: outcome, requestId, operation };
  });
  return { key: { pk, sk: history ?? owner }, kind: 'request', id: requestId, solutionProvider, timeline: entries };
};

/** How many changes an item has seen; 0 for one that is not there or has no timeline. */
export const changesIn = (item: Item | undefined): number => {
  const timeline = item?.['timeline'];
  return Array.isArray(timeline) ? timeline.length : 0;
};
