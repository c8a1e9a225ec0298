import * as z from 'zod';
import { longRunningKinds } from '#domain/mobility/observation';
import { bulkWrites, longRunningRequests, requestRecords, trackedOrders } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { aboutOf, idsByName } from '#requests/about';
import { requestRecordSchema } from '#requests/request-record';

/** What an id can lead to. */
export const leadKinds = ['order', ...longRunningKinds, 'request', 'bulk-write'] as const;
export type LeadKind = (typeof leadKinds)[number];

/** Something that is found by ids: which, since when, and until when it is there. */
export interface Findable {
  solutionProvider: string;
  kind: LeadKind;
  id: string;
  at: string;
  /** What it is found by, by name. */
  ids: Readonly<Record<string, readonly string[]>>;
  expiresAt?: number | undefined;
}

const common = z.object({ solutionProvider: z.string(), createdAt: z.string() });
const expiring = z.object({ expiresAt: z.int().optional() });
const referenced = z.object({ customerReference: z.string().optional() });

const order = common.extend({
  ...referenced.shape,
  ...expiring.shape,
  quoteId: z.string(),
  orderId: z.string().optional(),
  subOrderIds: z.array(z.string()).default([]),
});
const longRunning = common.extend({
  ...referenced.shape,
  ...expiring.shape,
  kind: z.enum(longRunningKinds),
  id: z.string(),
  details: z.record(z.string(), z.unknown()),
  guards: z.array(z.string()).default([]),
});
const bulkWrite = common.extend({ ...referenced.shape, ...expiring.shape, id: z.string() });

const ofOrder = (item: Item): Findable | undefined => {
  const { data } = order.safeParse(item);
  if (!data) return undefined;
  const { solutionProvider, quoteId, orderId, subOrderIds, customerReference, createdAt: at, expiresAt } = data;
  const ids = { quoteId: [quoteId], orderId: listed(orderId), subOrderId: subOrderIds };
  return {
    solutionProvider,
    kind: 'order',
    id: quoteId,
    at,
    ids: { ...ids, ...labelled(customerReference) },
    expiresAt,
  };
};

const ofLongRunning = (item: Item): Findable | undefined => {
  const { data } = longRunning.safeParse(item);
  if (!data) return undefined;
  const { solutionProvider, kind, id, details, guards, customerReference, createdAt: at, expiresAt } = data;
  const guarded = guards.map((name): [string, string] => [
    name.split(':', 1)[0] ?? '',
    name.slice(name.indexOf(':') + 1),
  ]);
  const devices = Object.fromEntries(guarded.filter(([name]) => name !== 'number'));
  const ids = { id: [id], ...idsByName(details, devices), ...labelled(customerReference) };
  return { solutionProvider, kind, id, at, ids, expiresAt };
};

const ofRequest = (item: Item): Findable | undefined => {
  const { data } = requestRecordSchema.safeParse(item);
  if (!data) return undefined;
  const { solutionProvider, requestId: id, customerReference, startedAt: at, expiresAt } = data;
  const ids = { requestId: [id], ...aboutOf(data), ...labelled(customerReference) };
  return { solutionProvider, kind: 'request', id, at, ids, expiresAt };
};

/** From when its rows are stored; before, nobody sees it. */
const ofBulkWrite = (item: Item): Findable | undefined => {
  const { data } = bulkWrite.safeParse(item);
  if (!data || item['state'] === 'storing') return undefined;
  const { solutionProvider, id, customerReference, createdAt: at, expiresAt } = data;
  return { solutionProvider, kind: 'bulk-write', id, at, ids: { id: [id], ...labelled(customerReference) }, expiresAt };
};

const listed = (value: string | undefined): string[] => (value === undefined ? [] : [value]);

const labelled = (customerReference: string | undefined): Record<string, string[]> => ({
  customerReference: listed(customerReference),
});

interface Prefixes {
  partitionPrefix: string;
  sortPrefix: string;
}

const readers: readonly (readonly [Prefixes, (item: Item) => Findable | undefined])[] = [
  [trackedOrders.key, ofOrder],
  ...longRunningKinds.map((kind) => [longRunningRequests[kind].key, ofLongRunning] as const),
  [requestRecords.key, ofRequest],
  [bulkWrites.key, ofBulkWrite],
];

/** What of an item is found by ids; undefined for one that is not. */
export const findableIn = ({ pk, sk }: Key, item: Item | undefined): Findable | undefined => {
  const reader = readers.find(([key]) => pk.startsWith(key.partitionPrefix) && sk.startsWith(key.sortPrefix));
  return item && reader?.[1](item);
};
