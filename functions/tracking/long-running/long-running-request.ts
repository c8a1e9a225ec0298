import * as z from 'zod';
import { longRunningRequests } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { longRunningKinds, type LongRunningKind } from '#domain/mobility/observation';
import { labelShape } from '#domain/labels';
import { unknownState } from '#domain/mobility/long-running-kind';
import { noteEntryTypes } from '#tracking/note-entry-types';
import { movedEntriesSchema } from '#tracking/timeline';
import { pendingRequestSchema } from '#tracking/tracked-item';
import { endOfUnconfirmed, isMerelyNamed } from '#tracking/unconfirmed';

/** A change that was begun and of which the outcome is not in the item yet. */
const pendingChange = pendingRequestSchema.extend({
  /** What the item keeps others from having once the change is done, where that changes. */
  guards: z.array(z.string()).optional(),
});
export type PendingChange = z.output<typeof pendingChange>;

/** Entries are appended together with the change they tell of, so the list has no gaps; its order is the sequence. */
export const longRunningEntrySchema = z.object({
  at: z.iso.datetime(),
  type: z.enum([
    'opened',
    'adopted',
    'state-changed',
    'details-changed',
    'unmapped',
    'anomaly',
    'change-done',
    ...noteEntryTypes,
    // Told by the poller.
    'overdue',
    'gave-up',
  ]),
  before: z.string().optional(),
  after: z.string().optional(),
  /** The word AT&T answered. */
  status: z.string().optional(),
  reason: z.string().optional(),
  /** The change that was done. */
  change: z.string().optional(),
  /** Client whose call showed or did it, and the request. */
  by: z.string().optional(),
  requestId: z.string().optional(),
  /** Who asked at the partner’s, and why. */
  actor: z.string().optional(),
  purpose: z.string().optional(),
  /** Id of the note. */
  note: z.string().optional(),
});
export type LongRunningEntry = z.output<typeof longRunningEntrySchema>;

export const longRunningRequestSchema = z.object({
  kind: z.enum(longRunningKinds),
  solutionProvider: z.string(),
  /** AT&T’s. */
  id: z.string(),
  /** `here`: asked for through the gateway. `elsewhere`: first seen when it was read or changed. */
  origin: z.enum(['here', 'elsewhere']),
  state: z.string(),
  /** When the answer that the state is from was seen; no older answer changes it. */
  stateAt: z.iso.datetime(),
  /** When the newest answer was seen. */
  observedAt: z.iso.datetime(),
  /** AT&T’s newest status word, code and text. */
  raw: z.object({ status: z.string().optional(), code: z.string().optional(), text: z.string().optional() }),
  /** `unmapped` for a word or a code nobody knows. */
  reason: z.object({ code: z.string(), text: z.string().optional() }).optional(),
  /** What AT&T said that cannot follow the state; the state is as it was. */
  anomaly: z.object({ at: z.iso.datetime(), state: z.string(), status: z.string().optional() }).optional(),
  details: z.record(z.string(), z.unknown()),
  /** What it keeps others from having, until it is final. */
  guards: z.array(z.string()).default([]),
  ...labelShape,
  /** The request that asked for it. */
  requestId: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  pending: z.record(z.string(), pendingChange).default({}),
  /** Marks of what was appended to the timeline beside facts and states, so that nothing is told twice. */
  notices: z.array(z.string()).optional(),
  /** Grows with every write. */
  revision: z.int(),
  /** The newest entries. */
  timeline: z.array(longRunningEntrySchema),
  movedEntries: movedEntriesSchema,
  /** Of one of which nothing is known: when it ends, in seconds since the epoch. */
  expiresAt: z.int().optional(),
});
export type LongRunningRequest = z.output<typeof longRunningRequestSchema>;

/** The telephone numbers that an item has for itself alone. */
export const numbersOf = ({ guards }: Pick<LongRunningRequest, 'guards'>): string[] =>
  guards.flatMap((name) => (name.startsWith(numberSign) ? [name.slice(numberSign.length)] : []));

const numberSign = 'number:';

export const longRunningKey = (kind: LongRunningKind, solutionProvider: string, id: string): Key =>
  longRunningRequests[kind].key.of({ solutionProvider, id });

/** Partition of the index that lists a Solution Provider’s items of a kind. */
export const listPartition = (kind: LongRunningKind, solutionProvider: string): string =>
  longRunningRequests[kind].list.partitionOf({ solutionProvider });

/** Whether AT&T has confirmed nothing of it, and nobody waits for anything. */
export const isUnconfirmed = (item: LongRunningRequest): boolean =>
  isMerelyNamed(item) &&
  item.state === unknownState &&
  item.raw.status === undefined &&
  [...item.guards, ...Object.keys(item.details)].length === 0;

/** The item with its end, where it has one. */
export const withEnd = (item: LongRunningRequest, nowMs: number): LongRunningRequest => ({
  ...item,
  expiresAt: isUnconfirmed(item) ? endOfUnconfirmed(nowMs) : undefined,
});

/** The item with its keys, listed by when it was made: oldest first, and that never changes. */
export const toStored = (item: LongRunningRequest): Item => ({
  ...longRunningKey(item.kind, item.solutionProvider, item.id),
  ...longRunningRequests[item.kind].list.of(item),
  ...item,
});
